using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

public sealed class SchemaSyntax(
    int start,
    StringValueSyntax? description,
    bool isExtension,
    ImmutableArray<DirectiveSyntax> directives,
    ImmutableArray<RootTypeSyntax> rootTypes) : TypeSystemSyntax(start, description, isExtension, directives)
{
    public ImmutableArray<RootTypeSyntax> RootTypes { get; } = rootTypes;
}
