using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

public sealed class FieldDefinitionSyntax(
    int start,
    StringValueSyntax? description,
    NameSyntax name,
    ImmutableArray<InputValueDefinitionSyntax> arguments,
    TypeSyntax type,
    ImmutableArray<DirectiveSyntax> directives) : SyntaxNode(start)
{
    public StringValueSyntax? Description { get; } = description;

    public NameSyntax Name { get; } = name;

    public ImmutableArray<InputValueDefinitionSyntax> Arguments { get; } = arguments;

    public TypeSyntax Type { get; } = type;

    public ImmutableArray<DirectiveSyntax> Directives { get; } = directives;
}
