using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.Http;

/// <summary>Tells why the engine refused what came by GET: only the status differs, so it is asked only then.</summary>
internal static class OperationKinds
{
    /// <summary>Whether the operation that a request means is a mutation or a subscription.</summary>
    public static bool IsOtherThanQuery(GraphQLRequest request)
    {
        var operations = Parser.Parse(request.Document!.Value, ParserLimits.Request).Document?.Definitions.OfType<OperationSyntax>().ToList() ?? [];
        var meant = request.OperationName is { } name ? operations.Find(operation => operation.Name?.Value == name)
            : operations is [var only] ? only
            : null;
        return meant is { Kind: not OperationKind.Query };
    }
}
