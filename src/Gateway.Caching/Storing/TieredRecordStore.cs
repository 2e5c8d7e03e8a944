using System.Collections.Frozen;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Caching.Storing;

/// <summary>Records in Redis, shared by all processes, and a part of them in the memory of this one.</summary>
/// <remarks>
/// Numbers of Redis become sequence numbers of this process by the <see cref="Attachment"/> at the time. While there is none, this process is on
/// its own: it keeps what it fetches for a second, and acknowledges no invalidation.
/// </remarks>
internal sealed class TieredRecordStore(
    RecordTable table,
    ClaimTable claims,
    Standing standing,
    Membership membership,
    RollCall roll,
    InvalidationChannel channel,
    RedisConnection connection,
    RedisRecordStore redis,
    TimeProvider time)
    : IRecordStore
{
    // How old a value may be while nobody would tell us that it is invalid.
    private const long AloneMilliseconds = 1000;

    private const int MaxAttempts = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private static readonly IReadOnlyDictionary<EntityKey, EntityRecord> Nothing = FrozenDictionary<EntityKey, EntityRecord>.Empty;

    public long Sequence => standing.Sequence;

    public StoreStatus Status => new(
        standing.Attachment is null ? StoreMode.Detached : StoreMode.Shared,
        connection.State == RedisState.Up && redis.IsPartial ? RedisState.Partial : connection.State);

    public long LocalBytes => table.Bytes;

    public RunStart Begin()
    {
        // In this order: a run that begins while this process joins takes the smaller number.
        long sequence = standing.Sequence;
        return new RunStart(sequence, standing.Attachment is null ? AloneMilliseconds : long.MaxValue, table.Floors);
    }

    public EntityRecord? Peek(CacheScope scope, EntityKey key) => table.Peek(scope, key);

    public IReadOnlyCollection<EntityKey> Draw(CacheScope scope, int draws) => table.Draw(scope, draws);

    public async ValueTask<IReadOnlyDictionary<EntityKey, EntityRecord>> ReadAsync(
        CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel)
    {
        var answer = await AskAsync(scope, attachment => redis.ReadAsync(attachment.Epoch, scope, reads, cancel));
        return answer?.Records ?? Nothing;
    }

    public async ValueTask<RecordClaims> ClaimAsync(CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel)
    {
        var asked = new List<RecordRead>(reads.Count);
        var held = new HashSet<EntityKey>();
        var records = new Dictionary<EntityKey, EntityRecord>();
        foreach (var read in reads)
        {
            switch (claims.MayAsk(scope, read.Key))
            {
                case true:
                    asked.Add(read);
                    break;
                case false:
                    // Whoever asks meanwhile leaves here what it finds.
                    held.Add(read.Key);
                    if (table.Peek(scope, read.Key) is { } record)
                    {
                        records[read.Key] = record;
                    }

                    break;
            }
        }

        if (asked.Count > 0)
        {
            RecordClaims? answer = null;
            try
            {
                answer = await AskAsync(scope, attachment => redis.ClaimAsync(attachment.Epoch, scope, asked, cancel));
            }
            finally
            {
                Note(scope, asked, answer);
            }

            held.UnionWith(answer?.Held ?? FrozenSet<EntityKey>.Empty);
            foreach (var (key, record) in answer?.Records ?? Nothing)
            {
                records[key] = record;
            }
        }

        return new RecordClaims(records, held);
    }

    public ValueTask ReleaseAsync(CacheScope scope, IReadOnlyCollection<EntityKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        foreach (var key in keys)
        {
            claims.Remove(scope, key);
        }

        if (keys.Count > 0 && standing.Attachment is { } attachment)
        {
            // Nobody here waits for it; what is not given back ends by itself.
            _ = redis.ReleaseAsync(attachment.Epoch, scope, keys, CancellationToken.None);
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask StoreAsync(CacheScope scope, IReadOnlyCollection<RecordPatch> patches, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(patches);
        table.Store(scope, patches);
        if (standing.Attachment is { } attachment)
        {
            await FillAsync(scope, patches, attachment, cancel);
        }

        // Only now: who asks from here on finds it.
        foreach (var patch in patches)
        {
            claims.Remove(scope, patch.Key);
        }
    }

    public async ValueTask<bool> InvalidateAsync(Invalidation.Invalidation invalidation, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(invalidation);
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (standing.Attachment is not { } attachment)
            {
                // Nobody else will hear of it. To those who ask us it matters all the same.
                if (standing.TryApplyAlone(invalidation) && !await membership.WaitAsync(Patience, cancel))
                {
                    return false;
                }

                continue;
            }

            long observed = standing.Observed;
            long askedAt = time.GetTimestamp();
            if (await redis.AdvanceAsync(attachment.Epoch, invalidation.Marks, cancel) is not { } position)
            {
                return false;
            }

            if (position != SharedPosition.Unknown)
            {
                return await FinishAsync(position, invalidation, cancel);
            }

            standing.Note(attachment, position, observed, askedAt);
        }

        return false;
    }

    public long InvalidatedAt(EntityKey key) => table.InvalidatedAt(key);

    public long RemovedAt(EntityKey key) => table.RemovedAt(key);

    public CacheTag Tag(string name) => table.Tag(name);

    private async Task FillAsync(CacheScope scope, IReadOnlyCollection<RecordPatch> patches, Attachment attachment, CancellationToken cancel)
    {
        IReadOnlyCollection<SharedFill> MakeFills() => FillsOf(patches, attachment);

        // Once more after silence: without it every other process would fetch the same for itself.
        if (await redis.FillAsync(attachment.Epoch, scope, MakeFills, cancel) is null && connection.State == RedisState.Up)
        {
            await redis.FillAsync(attachment.Epoch, scope, MakeFills, cancel);
        }
    }

    private List<SharedFill> FillsOf(IReadOnlyCollection<RecordPatch> patches, Attachment attachment)
    {
        // First how far we have come, then what is known of each entity: all up to there is known of it.
        long applied = standing.Applied;
        var fills = new List<SharedFill>(patches.Count);
        foreach (var patch in patches)
        {
            if (patch.Entries is [var first, ..] && first.Sequence >= attachment.Start)
            {
                long number = attachment.ToShared(first.Sequence);
                bool isSafe = standing.Attachment == attachment && table.InvalidatedAt(patch.Key) <= first.Sequence;
                fills.Add(new SharedFill(patch.Key, number, patch.Entries, isSafe ? applied : number));
            }
        }

        return fills;
    }

    private async Task<bool> FinishAsync(SharedPosition position, Invalidation.Invalidation invalidation, CancellationToken cancel)
    {
        var marked = invalidation.Marks.Entities;
        bool isMarked = marked.Count == 0 || await redis.MarkAsync(position, marked, cancel);

        // Also where a mark is missing: it is to be tried again, and until then the fewer believe the old value the better.
        standing.Apply(position, invalidation);
        if (!isMarked)
        {
            await channel.TellAsync(position, invalidation, cancel);
            return false;
        }

        return await roll.TellAsync(position, stop => channel.TellAsync(position, invalidation, stop), cancel);
    }

    private void Note(CacheScope scope, List<RecordRead> asked, RecordClaims? answer)
    {
        foreach (var read in asked)
        {
            if (answer is null)
            {
                claims.Remove(scope, read.Key);
            }
            else if (answer.Held.Contains(read.Key))
            {
                claims.SetTheirs(scope, read.Key);
            }
            else
            {
                claims.SetMine(scope, read.Key);
            }
        }
    }

    private async ValueTask<RecordClaims?> AskAsync(CacheScope scope, Func<Attachment, Task<SharedRead?>> ask)
    {
        if (standing.Attachment is not { } attachment)
        {
            return null;
        }

        long applied = standing.Applied;
        long observed = standing.Observed;
        int late = standing.Late;
        long askedAt = time.GetTimestamp();
        if (await ask(attachment) is not { } answer || !standing.Note(attachment, answer.Position, observed, askedAt))
        {
            return null;
        }

        var held = answer.Held.Count == 0 ? FrozenSet<EntityKey>.Empty : answer.Held.ToFrozenSet();
        if (answer.Records.Count == 0 || late != standing.Late)
        {
            return new RecordClaims(Nothing, held);
        }

        var records = new Dictionary<EntityKey, EntityRecord>(answer.Records.Count);
        foreach (var shared in answer.Records)
        {
            var entries = Array.ConvertAll(shared.Entries, entry => entry with { Sequence = attachment.ToLocal(entry.Sequence) });
            if (table.Provide(scope, shared.Key, entries, attachment.ToLocal(shared.Mark), attachment.ToLocal(applied)) is { } record)
            {
                records.Add(shared.Key, record);
            }
        }

        if (standing.Attachment != attachment || late != standing.Late)
        {
            // On our own, nothing may stay whose age another process has told; nor what a late invalidation may have missed.
            table.Clear();
            return new RecordClaims(Nothing, held);
        }

        return new RecordClaims(records, held);
    }
}
