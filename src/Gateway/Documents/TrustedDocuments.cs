using System.Collections.Frozen;
using Gateway.Caching.Documents;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;

namespace Gateway.Documents;

/// <summary>The documents that the operator vouches for, by what requests call them. They stay as they are.</summary>
internal sealed class TrustedDocuments
{
    private readonly List<TrustedDocument> _all;
    private readonly FrozenDictionary<string, byte[]> _byId;
    private readonly FrozenDictionary<DocumentHash, byte[]> _byHash;

    /// <param name="documents">Each id once, or with the same text.</param>
    public TrustedDocuments(IEnumerable<TrustedDocument> documents)
    {
        var all = documents.ToList();
        _all = all;
        _byId = all.GroupBy(document => document.Id).ToFrozenDictionary(same => same.Key, same => same.First().Utf8, StringComparer.Ordinal);
        _byHash = all.GroupBy(document => DocumentHash.Of(document.Utf8)).ToFrozenDictionary(same => same.Key, same => same.First().Utf8);
    }

    public static TrustedDocuments None { get; } = new([]);

    /// <summary>Tells what is wrong with them by another schema or with other limits.</summary>
    public void Check(Schema schema, DocumentLimits limits, List<string> faults)
    {
        var intake = new TrustedIntake(schema, limits, faults);
        _all.ForEach(intake.Take);
    }

    /// <summary>The text of that id; null if there is none.</summary>
    public byte[]? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The text of that hash; null if there is none.</summary>
    public byte[]? Find(DocumentHash hash) => _byHash.GetValueOrDefault(hash);
}
