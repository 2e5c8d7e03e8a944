using Gateway.Http;

namespace Gateway.Documents;

/// <summary>Why a request has no document, or may not run the one it has. Codes and Apollo's messages are what clients decide by.</summary>
internal static class DocumentFaults
{
    /// <summary>The client may send the text with its hash, and does.</summary>
    public static RequestFault PersistedQueryNotFound { get; } =
        new(StatusCodes.Status404NotFound, "PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND") { IsRefusal = true };

    /// <summary>The client is to send the text without a hash from now on.</summary>
    public static RequestFault PersistedQueryNotSupported { get; } =
        new(StatusCodes.Status400BadRequest, "PersistedQueryNotSupported", "PERSISTED_QUERY_NOT_SUPPORTED") { IsRefusal = true };

    public static RequestFault HashMismatch { get; } = new(StatusCodes.Status400BadRequest, "provided sha does not match query");

    public static RequestFault NamedTwice { get; } = new(
        StatusCodes.Status400BadRequest, "A request names its document by \"documentId\" or by \"extensions.persistedQuery\", not by both.");

    public static RequestFault IdMismatch { get; } = new(
        StatusCodes.Status400BadRequest, "\"query\" is not the document that \"documentId\" names. One of the two is enough.");

    public static RequestFault NotFound { get; } = new(
        StatusCodes.Status404NotFound, "No document of this \"documentId\" is known.", "DOCUMENT_NOT_FOUND")
    { IsRefusal = true };

    public static RequestFault NotTrusted { get; } = new(
        StatusCodes.Status403Forbidden, "Only trusted documents may be run, and this is none.", "DOCUMENT_NOT_TRUSTED")
    { IsRefusal = true };
}
