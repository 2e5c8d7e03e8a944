using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation.Merging;

/// <summary>A field as one place of a document selects it.</summary>
/// <param name="syntax">The selection.</param>
/// <param name="parent">What it is selected on; null if that is not known.</param>
/// <param name="definition">What it means there; null if there is no such field.</param>
internal sealed class SelectedField(FieldSyntax syntax, NamedType? parent, FieldDefinition? definition)
{
    private string? _arguments;
    private string? _shape;

    public FieldSyntax Syntax { get; } = syntax;

    public NamedType? Parent { get; } = parent;

    public TypeRef? Type { get; } = definition?.Type;

    public string Name => Syntax.Name.Value;

    /// <summary>The same text for the same arguments, whatever their order.</summary>
    public string Arguments => _arguments ??= Syntax.Arguments.IsEmpty
        ? ""
        : string.Join(
            ',',
            Syntax.Arguments.OrderBy(argument => argument.Name.Value, StringComparer.Ordinal)
                .Select(argument => $"{argument.Name}:{LiteralText.PrintSorted(argument.Value)}"));

    /// <summary>
    /// The same text for types whose values look the same in a response: leaves by name, lists and non-null as they nest, and anything
    /// that has fields of its own. Empty if the type is not known.
    /// </summary>
    public string Shape => _shape ??= Type is null ? "" : ShapeOf(Type);

    /// <summary>Whether no object can be both parents, so that the two never answer together.</summary>
    public bool Excludes(SelectedField other) => Parent is ObjectType && other.Parent is ObjectType && !ReferenceEquals(Parent, other.Parent);

    private static string ShapeOf(TypeRef type) => type switch
    {
        NonNullTypeRef nonNull => $"{ShapeOf(nonNull.Inner)}!",
        ListTypeRef list => $"[{ShapeOf(list.Item)}]",
        _ => type.Named.IsLeaf ? type.Named.Name : "{}",
    };
}
