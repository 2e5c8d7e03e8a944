using Gateway.Caching.Documents;

namespace Gateway.Tests.Documents;

/// <summary>Keeps documents, and counts what it is asked.</summary>
internal sealed class FakeDocumentStore : IDocumentStore
{
    private readonly Dictionary<DocumentHash, byte[]> _documents = [];

    public int Count => _documents.Count;

    public int Finds { get; private set; }

    /// <summary>Whether answers come later than the question.</summary>
    public bool IsSlow { get; set; }

    public async ValueTask<ReadOnlyMemory<byte>?> FindAsync(DocumentHash hash, CancellationToken cancel)
    {
        Finds++;
        if (IsSlow)
        {
            await Task.Yield();
        }

        return _documents.TryGetValue(hash, out byte[]? known) ? known : default(ReadOnlyMemory<byte>?);
    }

    public ValueTask StoreAsync(DocumentHash hash, ReadOnlyMemory<byte> utf8, CancellationToken cancel)
    {
        _documents[hash] = utf8.ToArray();
        return ValueTask.CompletedTask;
    }
}
