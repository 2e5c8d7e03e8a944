using Gateway.Caching.Documents;
using Gateway.Http;
using Microsoft.Extensions.Options;

namespace Gateway.Documents;

/// <summary>Finds the documents that requests name instead of sending them, and decides which documents may run.</summary>
/// <remarks>https://www.apollographql.com/docs/apollo-server/performance/apq and the appendix of persisted documents of GraphQL over HTTP.</remarks>
internal sealed class DocumentResolver(TrustedDocuments trusted, IDocumentStore store, IOptions<DocumentOptions> options)
{
    private readonly bool _trustsAll = options.Value.Mode == DocumentMode.Any;
    private readonly bool _keeps = options.Value is { PersistedQueries: true, Mode: DocumentMode.Any };

    /// <summary>Sees to it that the request has its document.</summary>
    /// <returns>Why it has none, or may not run; null if it may.</returns>
    public ValueTask<RequestFault?> ResolveAsync(GraphQLRequest request, CancellationToken cancel)
    {
        if (request.DocumentId is { } id)
        {
            return request.PersistedQuery is not null ? Fault(DocumentFaults.NamedTwice)
                : trusted.Find(id) is { } known ? Fault(Use(request, known))
                : DocumentId.TryParse(id, out var named) ? ResolveAsync(request, named, cancel)
                : Fault(DocumentFaults.NotFound);
        }

        if (request.PersistedQuery is { } text)
        {
            return DocumentHash.TryParse(text, out var hash) ? ResolveAsync(request, hash, cancel) : Fault(DocumentFaults.PersistedQueryNotFound);
        }

        return Fault(_trustsAll || trusted.Find(DocumentHash.Of(request.Document!.Value.Span)) is not null ? null : DocumentFaults.NotTrusted);
    }

    /// <summary>Told of a request whose document was found to be valid: if it asked for that, the document is kept under its hash.</summary>
    public ValueTask KeepAsync(GraphQLRequest request, CancellationToken cancel) =>
        request.KeepAs is { } hash ? store.StoreAsync(hash, request.Document!.Value, cancel) : ValueTask.CompletedTask;

    private ValueTask<RequestFault?> ResolveAsync(GraphQLRequest request, DocumentHash hash, CancellationToken cancel)
    {
        bool isId = request.DocumentId is not null;
        bool hasText = request.Document is { Length: > 0 };
        if (hasText && DocumentHash.Of(request.Document!.Value.Span) != hash)
        {
            return Fault(isId ? DocumentFaults.IdMismatch : IsPersistedQuery(DocumentFaults.HashMismatch));
        }

        if (trusted.Find(hash) is { } known)
        {
            return Fault(Use(request, known));
        }

        if (!_keeps)
        {
            return Fault(isId && !hasText ? DocumentFaults.NotFound
                : !_trustsAll ? DocumentFaults.NotTrusted
                : isId ? null
                : DocumentFaults.PersistedQueryNotSupported);
        }

        if (hasText)
        {
            request.KeepAs = hash;
            return Fault(null);
        }

        var finding = store.FindAsync(hash, cancel);
        return finding.IsCompletedSuccessfully ? Fault(Use(request, finding.Result)) : AwaitAsync(request, finding);
    }

    // Where nothing is kept, that is all there is to say of what persisted queries go by.
    private RequestFault IsPersistedQuery(RequestFault fault) => _trustsAll && !_keeps ? DocumentFaults.PersistedQueryNotSupported : fault;

    private static async ValueTask<RequestFault?> AwaitAsync(GraphQLRequest request, ValueTask<ReadOnlyMemory<byte>?> finding) =>
        Use(request, await finding);

    private static RequestFault? Use(GraphQLRequest request, ReadOnlyMemory<byte>? found)
    {
        if (found is not { } document)
        {
            return request.DocumentId is not null ? DocumentFaults.NotFound : DocumentFaults.PersistedQueryNotFound;
        }

        if (request.Document is { Length: > 0 } sent)
        {
            return sent.Span.SequenceEqual(document.Span) ? null : DocumentFaults.IdMismatch;
        }

        request.SetDocument(document);
        return null;
    }

    private static ValueTask<RequestFault?> Fault(RequestFault? fault) => ValueTask.FromResult(fault);
}
