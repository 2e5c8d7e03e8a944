using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

public sealed class UnionTypeSyntax(
    int start,
    StringValueSyntax? description,
    bool isExtension,
    NameSyntax name,
    ImmutableArray<DirectiveSyntax> directives,
    ImmutableArray<NamedTypeSyntax> members) : TypeDefinitionSyntax(start, description, isExtension, name, directives)
{
    public ImmutableArray<NamedTypeSyntax> Members { get; } = members;
}
