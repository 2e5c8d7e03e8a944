using System.Runtime.CompilerServices;
using Gateway.Caching.Keys;

namespace Gateway.Caching.Records;

/// <summary>All that is known of one entity, field by field. Immutable: a change makes another record.</summary>
public sealed class EntityRecord
{
    // Object headers, the two arrays and the place in the store.
    private const int Overhead = 200;
    private const int EntrySize = 56;

    private const ushort Empty = ushort.MaxValue;

    /// <summary>Most fields of a record; a type has a hundred, the rest is for fields with arguments.</summary>
    public const int MaxEntries = 512;

    private readonly RecordEntry[] _entries;

    // Small, since a walk over many records waits for their memory more than for anything else.
    private readonly ushort[] _buckets;
    private RecordLife? _life;

    public EntityRecord(RecordEntry[] entries)
    {
        ArgumentNullException.ThrowIfNull(entries);

        // What else there is of it is fetched again when it is asked for.
        entries = entries.Length < Empty ? entries : entries[..(Empty - 1)];
        _entries = entries;
        _buckets = new ushort[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, entries.Length * 2))];
        Array.Fill(_buckets, Empty);
        Size = Overhead + (_buckets.Length * sizeof(ushort));
        for (int i = 0; i < entries.Length; i++)
        {
            int bucket = entries[i].Key.GetHashCode() & (_buckets.Length - 1);
            while (_buckets[bucket] != Empty)
            {
                bucket = (bucket + 1) & (_buckets.Length - 1);
            }

            _buckets[bucket] = (ushort)i;
            Size += EntrySize + entries[i].Key.Size + entries[i].Value.Size;
        }
    }

    public ReadOnlySpan<RecordEntry> Entries => _entries;

    /// <summary>Estimated bytes of memory.</summary>
    public int Size { get; }

    /// <summary>
    /// Tells, without holding the record, whether its store still knows of the entity what is in it, be it fetched anew, and nothing else: that something
    /// was not known may have told, too.
    /// </summary>
    public RecordLife Life
    {
        get
        {
            if (Volatile.Read(ref _life) is { } known)
            {
                return known;
            }

            var life = new RecordLife();
            return Interlocked.CompareExchange(ref _life, life, null) ?? life;
        }
    }

    /// <summary>Takes the place of a record in its store: it goes on living in this one if what it told is here, and nothing else.</summary>
    internal void Succeed(EntityRecord former)
    {
        // Whether there is such an entity depends on which of two was learned later, which values do not tell.
        if (_entries.Length != former._entries.Length || TryGet(FieldKey.NotFound, out _))
        {
            former.End();
            return;
        }

        foreach (ref readonly var entry in former.Entries)
        {
            if (!TryGet(entry.Key, out var known) || !known.Value.Tells(entry.Value))
            {
                former.End();
                return;
            }
        }

        // One object for both, also if somebody asks the former one for it only later.
        _life = former.Life;
    }

    /// <summary>Its store knows something else now, or nothing.</summary>
    internal void End() => Interlocked.Exchange(ref _life, RecordLife.Ended)?.End();

    /// <summary>Whether an answer that was kept whole was served with it since the last time; and forgets it.</summary>
    internal bool TakeVisit() => Volatile.Read(ref _life)?.TakeVisit() == true;

    /// <summary>Finds a field; what is found may be old or invalid for other reasons than an invalidation of this entity.</summary>
    public bool TryGet(FieldKey key, out RecordEntry entry)
    {
        ref readonly var found = ref Find(key);
        if (Unsafe.IsNullRef(in found))
        {
            entry = default;
            return false;
        }

        entry = found;
        return true;
    }

    /// <summary>Finds a field where it lies; a null reference if it is not there.</summary>
    public ref readonly RecordEntry Find(FieldKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        int at = IndexOf(key);
        if (at < 0)
        {
            return ref Unsafe.NullRef<RecordEntry>();
        }

        return ref _entries[at];
    }

    /// <summary>This record with the entries of a patch, except where it knows a later value already.</summary>
    public EntityRecord With(ReadOnlySpan<RecordEntry> patch)
    {
        Span<bool> isPatched = stackalloc bool[MaxEntries];
        isPatched = _entries.Length <= MaxEntries ? isPatched[.._entries.Length] : new bool[_entries.Length];
        int others = _entries.Length;
        var latest = new RecordEntry[patch.Length];
        for (int i = 0; i < patch.Length; i++)
        {
            int at = IndexOf(patch[i].Key);
            latest[i] = at >= 0 && _entries[at].IsLaterThan(patch[i]) ? _entries[at] : patch[i];
            if (at >= 0 && !isPatched[at])
            {
                isPatched[at] = true;
                others--;
            }
        }

        if (others == 0)
        {
            return new EntityRecord(latest);
        }

        // Arguments are the callers' choice, so that there is no end of fields; the oldest make room.
        int room = Math.Max(MaxEntries - patch.Length, 0);
        return others > room ? new EntityRecord([.. latest, .. Latest(isPatched, room)]) : new EntityRecord(Joined(latest, isPatched, others));
    }

    private RecordEntry[] Joined(RecordEntry[] latest, ReadOnlySpan<bool> isPatched, int others)
    {
        var merged = new RecordEntry[latest.Length + others];
        latest.CopyTo(merged, 0);
        int next = latest.Length;
        for (int i = 0; i < _entries.Length; i++)
        {
            if (!isPatched[i])
            {
                merged[next++] = _entries[i];
            }
        }

        return merged;
    }

    private List<RecordEntry> Latest(ReadOnlySpan<bool> isPatched, int room)
    {
        var others = new List<RecordEntry>(_entries.Length);
        for (int i = 0; i < _entries.Length; i++)
        {
            if (!isPatched[i])
            {
                others.Add(_entries[i]);
            }
        }

        others.Sort(static (left, right) => right.FetchedAt.CompareTo(left.FetchedAt));
        others.RemoveRange(room, others.Count - room);
        return others;
    }

    private int IndexOf(FieldKey key)
    {
        int mask = _buckets.Length - 1;
        for (int bucket = key.GetHashCode() & mask; _buckets[bucket] != Empty; bucket = (bucket + 1) & mask)
        {
            if (_entries[_buckets[bucket]].Key.Equals(key))
            {
                return _buckets[bucket];
            }
        }

        return -1;
    }
}
