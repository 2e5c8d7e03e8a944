using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

/// <summary>A parsed document: executable definitions, type system definitions, or both.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Document</remarks>
public sealed class DocumentSyntax(SourceText source, ImmutableArray<DefinitionSyntax> definitions) : SyntaxNode(0)
{
    public SourceText Source { get; } = source;

    public ImmutableArray<DefinitionSyntax> Definitions { get; } = definitions;
}
