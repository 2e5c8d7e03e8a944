using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

public sealed class EnumValueDefinitionSyntax(
    int start, StringValueSyntax? description, NameSyntax name, ImmutableArray<DirectiveSyntax> directives) : SyntaxNode(start)
{
    public StringValueSyntax? Description { get; } = description;

    public NameSyntax Name { get; } = name;

    public ImmutableArray<DirectiveSyntax> Directives { get; } = directives;
}
