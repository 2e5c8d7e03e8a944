using System.Text.Json;
using Gateway.Caching.Documents;
using Gateway.GraphQL.Values;
using Gateway.Stitching;

namespace Gateway.Http;

/// <summary>A GraphQL request as it came over HTTP, with the pooled memory it lies in. Dispose it when it has been answered.</summary>
internal sealed class GraphQLRequest : IDisposable
{
    private JsonDocument? _tree;
    private RequestVariables _variables;
    private PooledBytes? _text;

    /// <summary>The document in UTF-8; null if there was none, and none was found yet for what names it.</summary>
    public ReadOnlyMemory<byte>? Document { get; private set; }

    /// <summary>The name of a document that the gateway knows; null if there was none.</summary>
    public string? DocumentId { get; set; }

    /// <summary>SHA-256 of a document, 64 lowercase hexadecimal digits, from <c>extensions.persistedQuery</c>; null if there was none.</summary>
    public string? PersistedQuery { get; set; }

    /// <summary>The hash under which the document is to be kept if it is valid; null if it is not to be kept.</summary>
    public DocumentHash? KeepAs { get; set; }

    /// <summary>Null if there was none.</summary>
    public string? OperationName { get; set; }

    /// <summary>The request as it came, if it may be answered by what it was answered before; else empty.</summary>
    public ReadOnlyMemory<byte> MemoText { get; set; }

    /// <summary>Whether there is a document, or what names one.</summary>
    public bool IsComplete => Document is not null || DocumentId is not null || PersistedQuery is not null;

    /// <summary>Sets the document to a part of memory that outlives this object.</summary>
    public void SetDocument(ReadOnlyMemory<byte> utf8) => Document = utf8;

    /// <summary>Sets the document and takes over its memory.</summary>
    public void SetDocument(PooledBytes utf8)
    {
        _text = utf8;
        Document = utf8.Memory;
    }

    /// <summary>Sets the variables to plain ones in memory that outlives this object.</summary>
    public void SetVariables(RequestVariables variables) => _variables = variables;

    /// <summary>Takes over the variables, a JSON object.</summary>
    public void SetVariables(JsonDocument variables)
    {
        _tree = variables;
        _variables = variables.RootElement;
    }

    /// <summary>The request for the engine; valid until this object is disposed. There must be a document.</summary>
    public GatewayRequest ToGatewayRequest(bool allowsMutations) =>
        new(Document!.Value, OperationName, _variables, allowsMutations)
        {
            // Where a document is to be kept, more is done than to answer.
            MemoText = KeepAs is null ? MemoText : default,
        };

    public void Dispose()
    {
        _tree?.Dispose();
        _text?.Dispose();
        (_tree, _text) = (null, null);
    }
}
