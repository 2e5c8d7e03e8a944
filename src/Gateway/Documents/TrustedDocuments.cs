using System.Collections.Frozen;
using Gateway.Caching.Documents;

namespace Gateway.Documents;

/// <summary>The documents that the operator vouches for, by what requests call them. They stay as they are.</summary>
internal sealed class TrustedDocuments
{
    private readonly FrozenDictionary<string, byte[]> _byId;
    private readonly FrozenDictionary<DocumentHash, byte[]> _byHash;

    /// <param name="documents">Each id once, or with the same text.</param>
    public TrustedDocuments(IEnumerable<TrustedDocument> documents)
    {
        var all = documents.ToList();
        _byId = all.GroupBy(document => document.Id).ToFrozenDictionary(same => same.Key, same => same.First().Utf8, StringComparer.Ordinal);
        _byHash = all.GroupBy(document => DocumentHash.Of(document.Utf8)).ToFrozenDictionary(same => same.Key, same => same.First().Utf8);
    }

    public static TrustedDocuments None { get; } = new([]);

    /// <summary>The text of that id; null if there is none.</summary>
    public byte[]? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The text of that hash; null if there is none.</summary>
    public byte[]? Find(DocumentHash hash) => _byHash.GetValueOrDefault(hash);
}
