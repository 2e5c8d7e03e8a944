using System.Collections.Concurrent;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Caching.Storing;

/// <summary>What callers with credentials of their own know of one entity, a record for each scope. Readers take no lock; writers hold their owner's.</summary>
internal sealed class ScopedRecords
{
    /// <summary>
    /// Most scopes of one entity: what is read by everybody is never evicted as a whole, so it must not grow with the number of callers. Beyond
    /// this the record goes that came first.
    /// </summary>
    public const int MaxScopes = 4096;

    // The tables themselves.
    private const int Overhead = 500;

    // A node of the table and a place in the queue, beside the name of the scope.
    private const int ScopeOverhead = 120;

    private readonly ConcurrentDictionary<CacheScope, EntityRecord> _records = new(concurrencyLevel: 1, capacity: 7);
    private readonly Queue<CacheScope> _arrivals = [];

    public EntityRecord? Find(CacheScope scope) => _records.GetValueOrDefault(scope);

    /// <returns>By how many bytes all of it has grown; it may have shrunk.</returns>
    public int Set(CacheScope scope, EntityRecord record)
    {
        if (_records.TryGetValue(scope, out var known))
        {
            _records[scope] = record;
            return record.Size - known.Size;
        }

        int growth = SizeOf(scope, record) + (_arrivals.Count == 0 ? Overhead : 0);
        if (_arrivals.Count == MaxScopes && _arrivals.TryDequeue(out var first) && _records.TryRemove(first, out var gone))
        {
            growth -= SizeOf(first, gone);
            gone.End();
        }

        _records[scope] = record;
        _arrivals.Enqueue(scope);
        return growth;
    }

    /// <summary>The store knows none of them any more.</summary>
    public void End()
    {
        foreach (var (_, record) in _records)
        {
            record.End();
        }
    }

    /// <summary>Whether any of them was read by an answer that was kept whole, since the last time; and forgets it.</summary>
    public bool TakeVisit()
    {
        bool visited = false;
        foreach (var (_, record) in _records)
        {
            visited |= record.TakeVisit();
        }

        return visited;
    }

    private static int SizeOf(CacheScope scope, EntityRecord record) => record.Size + ScopeOverhead + (scope.Name.Length * sizeof(char));
}
