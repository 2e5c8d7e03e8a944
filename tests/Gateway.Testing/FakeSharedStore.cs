using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;

namespace Gateway.Testing;

/// <summary>What several processes share in a test: records, marks and claims. Each process sees it through a store of its own.</summary>
/// <remarks>Knows one scope. Safe for concurrent use. Claims end only when they are given back.</remarks>
public sealed class FakeSharedStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<EntityKey, EntityRecord> _records = [];
    private readonly Dictionary<EntityKey, long> _marks = [];
    private readonly Dictionary<EntityKey, object> _claims = [];
    private readonly List<IReadOnlyCollection<RecordRead>> _reads = [];
    private readonly List<IReadOnlyCollection<EntityKey>> _releases = [];
    private int _claimCalls;

    /// <summary>What was read, a round trip each.</summary>
    public IReadOnlyList<IReadOnlyCollection<RecordRead>> Reads
    {
        get
        {
            lock (_lock)
            {
                return [.. _reads];
            }
        }
    }

    /// <summary>What was given back without being stored.</summary>
    public IReadOnlyList<IReadOnlyCollection<EntityKey>> Releases
    {
        get
        {
            lock (_lock)
            {
                return [.. _releases];
            }
        }
    }

    /// <summary>How often claims were made.</summary>
    public int ClaimCalls => Volatile.Read(ref _claimCalls);

    /// <summary>Entities that somebody has claimed.</summary>
    public IReadOnlyCollection<EntityKey> Claimed
    {
        get
        {
            lock (_lock)
            {
                return [.. _claims.Keys];
            }
        }
    }

    /// <summary>Loses all records, as what runs short of memory does; each process keeps its own.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _records.Clear();
        }
    }

    /// <summary>The store of another process.</summary>
    public Process Join() => new(this);

    /// <summary>One process's view: a memory of its own in front of what is shared.</summary>
    public sealed class Process(FakeSharedStore shared) : IRecordStore
    {
        private readonly MemoryRecordStore _memory = new(16 << 20);
        private readonly HashSet<EntityKey> _known = [];

        /// <summary>How old a value may be, in milliseconds.</summary>
        public long AgeLimit { get; set; } = long.MaxValue;

        /// <summary>Invalidations of entities whose marks this process does not know, as if it had forgotten them.</summary>
        public long UnknownMark { get; set; }

        public long Sequence => _memory.Sequence;

        public StoreStatus Status => new(StoreMode.Shared, null);

        public RunStart Begin() => new(Sequence, AgeLimit, _memory.Begin().Floors);

        public EntityRecord? Peek(CacheScope scope, EntityKey key) => _memory.Peek(scope, key);

        public async ValueTask<IReadOnlyDictionary<EntityKey, EntityRecord>> ReadAsync(
            CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel)
        {
            await Task.Yield();
            lock (shared._lock)
            {
                shared._reads.Add(reads);
                return FindUnderLock(scope, reads);
            }
        }

        public async ValueTask<RecordClaims> ClaimAsync(CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel)
        {
            await Task.Yield();
            lock (shared._lock)
            {
                shared._claimCalls++;
                var found = FindUnderLock(scope, reads);
                var held = new HashSet<EntityKey>();
                foreach (var read in reads)
                {
                    if (!shared._claims.TryAdd(read.Key, this) && shared._claims[read.Key] != this)
                    {
                        held.Add(read.Key);
                    }
                }

                return new RecordClaims(found, held);
            }
        }

        public ValueTask ReleaseAsync(CacheScope scope, IReadOnlyCollection<EntityKey> keys)
        {
            lock (shared._lock)
            {
                shared._releases.Add(keys);
                ReleaseUnderLock(keys);
                return ValueTask.CompletedTask;
            }
        }

        public async ValueTask StoreAsync(CacheScope scope, IReadOnlyCollection<RecordPatch> patches, CancellationToken cancel)
        {
            ArgumentNullException.ThrowIfNull(patches);
            await _memory.StoreAsync(scope, patches, cancel);
            lock (shared._lock)
            {
                foreach (var patch in patches.Where(patch => patch.Entries[0].Sequence >= shared._marks.GetValueOrDefault(patch.Key)))
                {
                    shared._records[patch.Key] = shared._records.TryGetValue(patch.Key, out var known)
                        ? known.With(patch.Entries)
                        : new EntityRecord(patch.Entries);
                    _known.Add(patch.Key);
                }

                ReleaseUnderLock([.. patches.Select(patch => patch.Key)]);
            }
        }

        /// <summary>Forgets here and where it is shared. Other processes hear of it only if the test tells them.</summary>
        public async ValueTask<bool> InvalidateAsync(Invalidation invalidation, CancellationToken cancel)
        {
            ArgumentNullException.ThrowIfNull(invalidation);
            await _memory.InvalidateAsync(invalidation, cancel);
            lock (shared._lock)
            {
                foreach (var key in invalidation.StaleBefore is null ? invalidation.Entities : [])
                {
                    shared._marks[key] = Sequence;
                    shared._records.Remove(key);
                }
            }

            return true;
        }

        public long InvalidatedAt(EntityKey key)
        {
            lock (shared._lock)
            {
                return _known.Contains(key) ? _memory.InvalidatedAt(key) : Math.Max(UnknownMark, _memory.InvalidatedAt(key));
            }
        }

        public long RemovedAt(EntityKey key) => _memory.RemovedAt(key);

        public CacheTag Tag(string name) => _memory.Tag(name);

        /// <summary>Claims as if this process fetched it.</summary>
        public void Hold(EntityKey key)
        {
            lock (shared._lock)
            {
                shared._claims[key] = this;
            }
        }

        private Dictionary<EntityKey, EntityRecord> FindUnderLock(CacheScope scope, IReadOnlyCollection<RecordRead> reads)
        {
            if (reads.Select(read => read.Key).Distinct().Count() < reads.Count || reads.Any(read => read.Fields.Distinct().Count() < read.Fields.Count))
            {
                throw new InvalidOperationException("Something is asked for twice.");
            }

            var found = new Dictionary<EntityKey, EntityRecord>();
            foreach (var read in reads)
            {
                if (shared._records.TryGetValue(read.Key, out var record))
                {
                    RecordEntry[] entries = [.. record.Entries.ToArray().Where(entry => read.Fields.Contains(entry.Key))];
                    if (entries.Length > 0)
                    {
                        // Ends at once: it is memory.
                        _memory.StoreAsync(scope, [new RecordPatch(read.Key, entries)], CancellationToken.None).AsTask().GetAwaiter().GetResult();
                        _known.Add(read.Key);
                        found[read.Key] = new EntityRecord(entries);
                    }
                }
            }

            return found;
        }

        private void ReleaseUnderLock(IReadOnlyCollection<EntityKey> keys)
        {
            foreach (var key in keys.Where(key => shared._claims.GetValueOrDefault(key) == this))
            {
                shared._claims.Remove(key);
            }
        }
    }
}
