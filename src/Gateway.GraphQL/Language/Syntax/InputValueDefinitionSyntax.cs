using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

/// <summary>An argument or an input field where it is defined.</summary>
public sealed class InputValueDefinitionSyntax(
    int start,
    StringValueSyntax? description,
    NameSyntax name,
    TypeSyntax type,
    ValueSyntax? defaultValue,
    ImmutableArray<DirectiveSyntax> directives) : SyntaxNode(start)
{
    public StringValueSyntax? Description { get; } = description;

    public NameSyntax Name { get; } = name;

    public TypeSyntax Type { get; } = type;

    /// <summary>Null if there is none; <c>= null</c> is a <see cref="NullValueSyntax"/>.</summary>
    public ValueSyntax? DefaultValue { get; } = defaultValue;

    public ImmutableArray<DirectiveSyntax> Directives { get; } = directives;
}
