using Gateway.Caching.Documents;

namespace Gateway.Documents;

/// <summary>The ids that say themselves what they name.</summary>
/// <remarks>https://github.com/graphql/graphql-over-http/blob/main/spec/Appendix%20A%20--%20Persisted%20Documents.md#sha256-hex-document-identifier</remarks>
internal static class DocumentId
{
    private const string HashPrefix = "sha256:";

    /// <summary>Whether an id is to be a hash, be it well written or not.</summary>
    public static bool IsHash(string id) => id.StartsWith(HashPrefix, StringComparison.Ordinal);

    /// <summary>The hash that an id is; false if it is none.</summary>
    public static bool TryParse(string id, out DocumentHash hash)
    {
        hash = default;
        return IsHash(id) && DocumentHash.TryParse(id.AsSpan(HashPrefix.Length), out hash);
    }

    /// <summary>The id that is a hash.</summary>
    public static string Of(DocumentHash hash) => $"{HashPrefix}{hash}";
}
