using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Telemetry;
using StackExchange.Redis;

namespace Gateway.Caching.Storing;

/// <summary>Stores records, marks them, and gives leases back: a script for each entity, many at a time.</summary>
internal sealed class RedisWriter(
    RedisConnection connection, KeySpace keys, RedisOptions options, RedisSequence sequence, string owner, TimeProvider time, CachingMetrics metrics)
{
    private static readonly TimeSpan VouchLife = TimeSpan.FromMilliseconds(500);

    private long RecordLife => (long)options.RecordLife.TotalMilliseconds;

    // Longer than the record, so that no record is ever without its mark, unless Redis evicts it.
    private long MarkLife => (long)(options.RecordLife + TimeSpan.FromHours(1)).TotalMilliseconds;

    /// <summary>As <see cref="RedisRecordStore.FillAsync"/>.</summary>
    /// <param name="epoch">The epoch of their numbers.</param>
    /// <param name="scope">Whose view they are.</param>
    /// <param name="makeFills">Called when it is known where the sequence is, so that what was applied by then can be vouched for.</param>
    /// <param name="cancel">Ends the waiting with an exception.</param>
    public async Task<int?> FillAsync(
        string epoch, CacheScope scope, Func<IReadOnlyCollection<SharedFill>> makeFills, CancellationToken cancel)
    {
        long askedAt = time.GetTimestamp();
        var position = await sequence.PollAsync(cancel);
        var fills = makeFills();
        if (position?.Epoch != epoch)
        {
            _ = ReleaseAsync(epoch, scope, [.. fills.Select(fill => fill.Key)], CancellationToken.None);
            metrics.CountFills(position is null ? "failed" : "refused", fills.Count);
            return position is null ? null : 0;
        }

        bool isAnswered = fills.Count == 0;
        int stored = 0;
        foreach (var chunk in fills.Chunk(RedisSending.ChunkLength))
        {
            var outcome = await connection.CallAsync(
                RedisUse.Write,
                database =>
                {
                    // Whoever was held up since cannot vouch any more.
                    long now = time.GetElapsedTime(askedAt) > VouchLife ? long.MaxValue : position.Value.Number;
                    return Task.WhenAll(Array.ConvertAll(chunk, fill => FillAsync(database, epoch, scope, fill, now)));
                },
                cancel);
            var results = outcome.Ok ? outcome.Value : [.. chunk.Select(_ => FillOutcome.Failed)];
            isAnswered |= outcome.Ok;
            stored += results.Count(result => result == FillOutcome.Stored);
            Count(results);
        }

        return isAnswered ? stored : null;
    }

    /// <summary>As <see cref="RedisRecordStore.ReleaseAsync"/>.</summary>
    public async Task ReleaseAsync(string epoch, CacheScope scope, IReadOnlyCollection<EntityKey> released, CancellationToken cancel)
    {
        foreach (var chunk in released.Chunk(RedisSending.ChunkLength))
        {
            await connection.CallAsync(
                RedisUse.Write,
                database => Task.WhenAll(Array.ConvertAll(chunk, key => TryRunAsync(
                    database, RedisScripts.Release, [keys.LeaseOf(epoch, key, scope)], [owner]))),
                cancel);
        }
    }

    /// <summary>As <see cref="RedisRecordStore.MarkAsync"/>.</summary>
    public async Task<bool> MarkAsync(SharedPosition position, IReadOnlyCollection<EntityKey> marked, CancellationToken cancel)
    {
        bool isWhole = true;
        foreach (var chunk in marked.Chunk(RedisSending.ChunkLength))
        {
            var outcome = await connection.CallAsync(
                RedisUse.Write,
                database => Task.WhenAll(Array.ConvertAll(chunk, key => TryRunAsync(
                    database,
                    RedisScripts.Mark,
                    [
                        keys.MarkOf(position.Epoch, key),
                        keys.RecordOf(position.Epoch, key, CacheScope.Service),
                        keys.LeaseOf(position.Epoch, key, CacheScope.Service),
                    ],
                    [position.Number, MarkLife]))),
                cancel);

            // What can be marked is marked, though all of it will be tried again.
            isWhole &= outcome.Ok && Array.TrueForAll(outcome.Value, answer => answer is not null);
        }

        return isWhole;
    }

    private async Task<FillOutcome> FillAsync(IDatabase database, string epoch, CacheScope scope, SharedFill fill, long now)
    {
        List<RedisValue> values = [fill.Number, fill.VouchedAt >= now ? 1 : 0, owner, RecordLife, MarkLife, EntityRecord.MaxEntries];
        foreach (var entry in fill.Entries.Take(EntityRecord.MaxEntries))
        {
            if (RecordCodec.TryWrite(new StoredValue(entry.Value, fill.Number, entry.FetchedAt), out byte[]? bytes))
            {
                values.Add(KeyText.EscapeField(entry.Key.Text));
                values.Add(bytes);
            }
        }

        RedisKey[] touched = [keys.RecordOf(epoch, fill.Key, scope), keys.MarkOf(epoch, fill.Key), keys.LeaseOf(epoch, fill.Key, scope)];
        var answer = await TryRunAsync(database, RedisScripts.Fill, touched, [.. values]);
        return answer is null ? FillOutcome.Failed : (FillOutcome)(int)answer;
    }

    private void Count(FillOutcome[] results)
    {
        metrics.CountFills("stored", results.Count(result => result == FillOutcome.Stored));
        metrics.CountFills("refused", results.Count(result => result == FillOutcome.Refused));
        metrics.CountFills("unvouched", results.Count(result => result == FillOutcome.Unvouched));
        metrics.CountFills("failed", results.Count(result => result is FillOutcome.Failed or FillOutcome.Empty));
    }

    private static Task<RedisResult?> TryRunAsync(IDatabase database, string script, RedisKey[] keys, RedisValue[] values) =>
        RedisSending.TryAsync(() => RedisSending.RunAsync(database, script, keys, values, RedisSending.Write));
}
