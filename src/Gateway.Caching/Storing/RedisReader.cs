using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Telemetry;
using StackExchange.Redis;

namespace Gateway.Caching.Storing;

/// <summary>Reads records of one epoch and scope, and claims them. All its commands leave together.</summary>
internal sealed class RedisReader(
    RedisConnection connection, KeySpace keys, RedisOptions options, RedisServers servers, RedisSequence sequence, string owner, CachingMetrics metrics)
{
    /// <summary>As <see cref="RedisRecordStore.ReadAsync"/>, or if it is to claim, as <see cref="RedisRecordStore.ClaimAsync"/>.</summary>
    public async Task<RedisFindings?> ReadAsync(
        string epoch, CacheScope scope, IReadOnlyCollection<RecordRead> reads, bool isClaim, CancellationToken cancel)
    {
        RedisFindings? all = null;
        foreach (var chunk in reads.Chunk(RedisSending.ChunkLength))
        {
            var outcome = await connection.CallAsync(
                isClaim ? RedisUse.Write : RedisUse.Read, database => AskAsync(database, epoch, scope, chunk, isClaim), cancel);
            if (!outcome.Ok)
            {
                return null;
            }

            var (position, answers) = outcome.Value;
            if (answers.Length == 0)
            {
                return new RedisFindings(position);
            }

            // The first position is not later than any of the records.
            all ??= new RedisFindings(position);
            for (int i = 0; i < answers.Length; i++)
            {
                Find(all, chunk[i], answers[i]);
            }
        }

        return all;
    }

    private async Task<(SharedPosition Position, RawRecord[] Answers)> AskAsync(
        IDatabase database, string epoch, CacheScope scope, RecordRead[] reads, bool isClaim)
    {
        if (servers.Enter(database.Multiplexer) is not { } pass)
        {
            return (SharedPosition.Unknown, []);
        }

        var known = sequence.Known;
        var asked = sequence.SendAsync(database);
        Task<RawRecord>[] SendAll() => Array.ConvertAll(reads, read => SendAsync(database, epoch, scope, read, isClaim));
        var sent = SendAll();
        var answer = await asked;
        var position = sequence.Read(answer);
        var records = await Task.WhenAll(sent);
        if (pass.IsSpread && position != known && position.Epoch == epoch)
        {
            // Another server may have answered before the one that has the sequence: the records may be from before the position. If it was known
            // already they cannot be; else they are asked for once more, which happens once after each invalidation.
            records = await Task.WhenAll(SendAll());
        }

        if (!pass.Holds())
        {
            return (SharedPosition.Unknown, []);
        }

        sequence.Note(position);
        return (position, position.Epoch == epoch ? records : []);
    }

    private async Task<RawRecord> SendAsync(IDatabase database, string epoch, CacheScope scope, RecordRead read, bool isClaim)
    {
        RedisKey record = keys.RecordOf(epoch, read.Key, scope);
        RedisKey lease = isClaim ? keys.LeaseOf(epoch, read.Key, scope) : default;
        RedisValue[] fields = [.. read.Fields.Select(field => (RedisValue)KeyText.EscapeField(field.Text))];
        Task<RedisValue>? holder = null;
        if (isClaim)
        {
            _ = RedisSending.TryAsync(() => database.StringSetAsync(lease, owner, options.Lease, When.NotExists, RedisSending.Read));
            holder = RedisSending.TryAsync(() => database.StringGetAsync(lease, RedisSending.Read));
        }

        // First the record, then its mark: an invalidation in between is seen.
        var values = RedisSending.TryAsync(() => database.HashGetAsync(record, fields, RedisSending.Read));
        var mark = RedisSending.TryAsync(() => database.StringGetAsync(keys.MarkOf(epoch, read.Key), RedisSending.Read));
        return new RawRecord(await values, await mark, holder is null ? RedisValue.Null : await holder);
    }

    private void Find(RedisFindings findings, in RecordRead read, in RawRecord answer)
    {
        var entries = new List<RecordEntry>(read.Fields.Count);
        long? mark = RedisSending.NumberOf(answer.Mark);

        // Without a mark nobody can tell whether what is there was invalidated.
        if (mark is { } number && answer.Values is { } values)
        {
            int i = 0;
            foreach (var field in read.Fields)
            {
                if (TryRead(values[i++], out var stored) && stored.Sequence >= number)
                {
                    entries.Add(new RecordEntry(field, stored.Value, stored.Sequence, stored.FetchedAt));
                }
            }
        }

        if (entries.Count > 0)
        {
            findings.Records.Add(new SharedRecord(read.Key, mark!.Value, [.. entries]));
        }

        if (answer.Lease != owner && !answer.Lease.IsNull)
        {
            findings.Held.Add(read.Key);
        }
    }

    private bool TryRead(RedisValue value, out StoredValue stored)
    {
        stored = default;
        if (value.IsNull)
        {
            return false;
        }

        if (RecordCodec.TryRead((byte[])value!, out stored))
        {
            return true;
        }

        metrics.CountRejected("corrupt");
        return false;
    }
}
