using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>What every schema has without defining it.</summary>
/// <remarks>
/// https://spec.graphql.org/September2025/#sec-Scalars.Built-in-Scalars,
/// https://spec.graphql.org/September2025/#sec-Type-System.Directives.Built-in-Directives
/// </remarks>
internal sealed class BuiltIns
{
    public BuiltIns()
    {
        var scalars = new ScalarType[]
        {
            Scalar("Int", ScalarKind.Int, "A whole number of 32 bits with sign."),
            Scalar("Float", ScalarKind.Float, "A finite number in double precision (IEEE 754)."),
            Scalar("String", ScalarKind.String, "A text, as a sequence of Unicode code points."),
            Scalar("Boolean", ScalarKind.Boolean, "Either `true` or `false`."),
            Scalar("ID", ScalarKind.Id, "A unique identifier, not meant to be read by people. Always served as a string."),
        };
        TypeRef text = scalars[2].Reference;
        TypeRef boolean = scalars[3].Reference;
        foreach (var type in scalars.AsEnumerable<NamedType>().Concat(IntrospectionTypes.Make(text, boolean)))
        {
            Types.Add(type.Name, type);
        }

        Directives =
        [
            Directive(
                "include",
                "Takes in this field or fragment only when the argument is true.",
                ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"],
                new InputDefinition("if", "Whether to take it in.") { Type = new NonNullTypeRef(boolean) }),
            Directive(
                "skip",
                "Leaves out this field or fragment when the argument is true.",
                ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"],
                new InputDefinition("if", "Whether to leave it out.") { Type = new NonNullTypeRef(boolean) }),
            Directive(
                "deprecated",
                "Marks what should no longer be used.",
                ["FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INPUT_FIELD_DEFINITION", "ENUM_VALUE"],
                new InputDefinition("reason", "Why, and what to use instead, in Markdown.")
                {
                    Type = new NonNullTypeRef(text),
                    DefaultValue = new StringValueSyntax(0, Deprecation.DefaultReason, false),
                }),
            Directive(
                "specifiedBy",
                "Says where the behaviour of a scalar is specified.",
                ["SCALAR"],
                new InputDefinition("url", "Where the specification is.") { Type = new NonNullTypeRef(text) }),
            Directive("oneOf", "Says that exactly one field of an input object must be given.", ["INPUT_OBJECT"]),
        ];
    }

    /// <summary>Scalars and introspection types.</summary>
    public OrderedDictionary<string, NamedType> Types { get; } = [];

    public ImmutableArray<DirectiveDefinition> Directives { get; }

    private static ScalarType Scalar(string name, ScalarKind kind, string description) =>
        new(name, description) { Kind = kind, IsBuiltIn = true };

    private static DirectiveDefinition Directive(
        string name, string description, ImmutableArray<string> locations, params ImmutableArray<InputDefinition> arguments) =>
        new(name, description) { Locations = locations, Arguments = arguments, IsBuiltIn = true };
}
