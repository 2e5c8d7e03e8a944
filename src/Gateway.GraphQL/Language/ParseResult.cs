using System.Diagnostics.CodeAnalysis;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Language;

/// <summary>A document, or the one error that stopped the parser.</summary>
public readonly struct ParseResult
{
    private ParseResult(DocumentSyntax? document, GraphQLError? error, ParserLimit limit) =>
        (Document, Error, Limit) = (document, error, limit);

    [MemberNotNullWhen(true, nameof(Document)), MemberNotNullWhen(false, nameof(Error))]
    public bool Ok => Document is not null;

    public DocumentSyntax? Document { get; }

    public GraphQLError? Error { get; }

    /// <summary>The limit that the error is about; <see cref="ParserLimit.None"/> if it is one of the grammar.</summary>
    public ParserLimit Limit { get; }

    public static ParseResult Of(DocumentSyntax document) => new(document, null, ParserLimit.None);

    public static ParseResult Failed(GraphQLError error, ParserLimit limit) => new(null, error, limit);
}
