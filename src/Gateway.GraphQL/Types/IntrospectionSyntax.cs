using System.Collections.Immutable;
using System.Text.Json;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Turns introspection into the definitions that it tells of. What the specification brings along is left out.</summary>
/// <remarks>Throws where the JSON is not made as it must be; the front door catches.</remarks>
internal sealed class IntrospectionSyntax
{
    private readonly BuiltIns _builtIns = new();

    public ImmutableArray<DefinitionSyntax> Read(JsonElement schema) =>
    [
        new SchemaSyntax(0, Description(schema), false, [], [.. Roots(schema)]),
        .. Items(schema, "directives").Where(directive => !IsBuiltIn(NameOf(directive).Value)).Select(Directive),
        .. Items(schema, "types").Where(type => !_builtIns.Types.ContainsKey(Text(type, "name") ?? "")).Select(Type),
    ];

    private bool IsBuiltIn(string directive) => _builtIns.Directives.Any(builtIn => builtIn.Name == directive);

    private static IEnumerable<RootTypeSyntax> Roots(JsonElement schema)
    {
        foreach (var (kind, name) in new[]
        {
            (OperationKind.Query, "queryType"), (OperationKind.Mutation, "mutationType"), (OperationKind.Subscription, "subscriptionType"),
        })
        {
            if (schema.TryGetProperty(name, out var root) && root.ValueKind == JsonValueKind.Object)
            {
                yield return new RootTypeSyntax(0, kind, Named(root));
            }
        }
    }

    private static DirectiveDefinitionSyntax Directive(JsonElement directive) => new(
        0, Description(directive), NameOf(directive), [.. Items(directive, "args").Select(Input)], IsTrue(directive, "isRepeatable"),
        [.. Items(directive, "locations").Select(location => Name(location.GetString()))]);

    private static TypeDefinitionSyntax Type(JsonElement type)
    {
        var (name, description) = (NameOf(type), Description(type));
        return Text(type, "kind") switch
        {
            "SCALAR" => new ScalarTypeSyntax(
                0, description, false, name, Text(type, "specifiedByURL") is { } url ? [Applied("specifiedBy", "url", url)] : []),
            "OBJECT" => new ObjectTypeSyntax(0, description, false, name, Types(type, "interfaces"), [], Fields(type)),
            "INTERFACE" => new InterfaceTypeSyntax(0, description, false, name, Types(type, "interfaces"), [], Fields(type)),
            "UNION" => new UnionTypeSyntax(0, description, false, name, [], Types(type, "possibleTypes")),
            "ENUM" => new EnumTypeSyntax(0, description, false, name, [], [.. Items(type, "enumValues").Select(EnumValue)]),
            "INPUT_OBJECT" => new InputObjectTypeSyntax(
                0, description, false, name, IsTrue(type, "isOneOf") ? [new DirectiveSyntax(0, new NameSyntax(0, "oneOf"), [])] : [],
                [.. Items(type, "inputFields").Select(Input)]),
            _ => throw new FormatException($"{name} is of no kind that there is."),
        };
    }

    private static ImmutableArray<FieldDefinitionSyntax> Fields(JsonElement type) =>
    [
        .. Items(type, "fields").Select(field => new FieldDefinitionSyntax(
            0, Description(field), NameOf(field), [.. Items(field, "args").Select(Input)], Reference(field.GetProperty("type")), Deprecated(field))),
    ];

    private static EnumValueDefinitionSyntax EnumValue(JsonElement value) => new(0, Description(value), NameOf(value), Deprecated(value));

    private static InputValueDefinitionSyntax Input(JsonElement input) => new(
        0, Description(input), NameOf(input), Reference(input.GetProperty("type")), Default(input), Deprecated(input));

    private static ImmutableArray<NamedTypeSyntax> Types(JsonElement type, string list) => [.. Items(type, list).Select(Named)];

    private static TypeSyntax Reference(JsonElement type) => Text(type, "kind") switch
    {
        "NON_NULL" => new NonNullTypeSyntax(0, Inner(type)),
        "LIST" => new ListTypeSyntax(0, Inner(type)),
        _ => Named(type),
    };

    private static TypeSyntax Inner(JsonElement type) => type.TryGetProperty("ofType", out var inner) && inner.ValueKind == JsonValueKind.Object
        ? Reference(inner)
        : throw new FormatException("A type is wrapped more often than was asked for.");

    /// <summary>Default values come as text; one that is anything else than a single constant is refused.</summary>
    private static ValueSyntax? Default(JsonElement input)
    {
        if (Text(input, "defaultValue") is not { } text)
        {
            return null;
        }

        var parsed = Parser.Parse($"query($v: T = {text}\n) {{ a }}", ParserLimits.Request);
        return parsed.Document?.Definitions is [OperationSyntax { Variables: [{ DefaultValue: { } value, Directives.IsEmpty: true }] }]
            ? value
            : throw new FormatException($"The default value of {NameOf(input)} is none.");
    }

    private static ImmutableArray<DirectiveSyntax> Deprecated(JsonElement member) =>
        IsTrue(member, "isDeprecated") ? [Applied("deprecated", "reason", Text(member, "deprecationReason") ?? Deprecation.DefaultReason)] : [];

    private static DirectiveSyntax Applied(string directive, string argument, string value) => new(
        0, new NameSyntax(0, directive), [new ArgumentSyntax(new NameSyntax(0, argument), new StringValueSyntax(0, value, false))]);

    private static StringValueSyntax? Description(JsonElement member) =>
        Text(member, "description") is { } text ? new StringValueSyntax(0, text, false) : null;

    private static NamedTypeSyntax Named(JsonElement type) => new(0, NameOf(type).Value);

    private static NameSyntax NameOf(JsonElement member) => Name(Text(member, "name"));

    // What is no name would break out of its place when the schema is printed.
    private static NameSyntax Name(string? text) =>
        text is [var first, ..] && !char.IsAsciiDigit(first) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
            ? new NameSyntax(0, text)
            : throw new FormatException("Something in it has no name, or one that is none.");

    private static string? Text(JsonElement member, string property) =>
        member.TryGetProperty(property, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;

    private static bool IsTrue(JsonElement member, string property) =>
        member.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.True;

    private static JsonElement.ArrayEnumerator Items(JsonElement member, string list) =>
        member.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : default;
}
