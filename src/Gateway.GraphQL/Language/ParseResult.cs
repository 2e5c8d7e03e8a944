using System.Diagnostics.CodeAnalysis;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Language;

/// <summary>A document, or the one error that stopped the parser.</summary>
public readonly struct ParseResult
{
    private ParseResult(DocumentSyntax? document, GraphQLError? error) => (Document, Error) = (document, error);

    [MemberNotNullWhen(true, nameof(Document)), MemberNotNullWhen(false, nameof(Error))]
    public bool Ok => Document is not null;

    public DocumentSyntax? Document { get; }

    public GraphQLError? Error { get; }

    public static ParseResult Of(DocumentSyntax document) => new(document, null);

    public static ParseResult Failed(GraphQLError error) => new(null, error);
}
