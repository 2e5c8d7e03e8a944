using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Telemetry;
using StackExchange.Redis;

namespace Gateway.Caching.Storing;

/// <summary>Reads records, and claims them. What several callers want at the same time leaves together.</summary>
internal sealed class RedisReader
{
    private readonly RedisConnection _connection;
    private readonly KeySpace _keys;
    private readonly RedisOptions _options;
    private readonly RedisServers _servers;
    private readonly RedisSequence _sequence;
    private readonly string _owner;
    private readonly CachingMetrics _metrics;
    private readonly ReadScript _script;
    private readonly Gathering<ReadQuestion, RawReading> _reads;
    private readonly Gathering<ReadQuestion, RawReading> _claims;

    public RedisReader(
        RedisConnection connection, KeySpace keys, RedisOptions options, RedisServers servers, RedisSequence sequence, string owner, CachingMetrics metrics)
    {
        (_connection, _keys, _options, _servers, _sequence, _owner, _metrics) = (connection, keys, options, servers, sequence, owner, metrics);
        _script = new ReadScript(keys, owner, options.Lease);
        _reads = new(questions => AskAsync(questions, isClaim: false), question => question.Weight, ReadQuestion.Most);
        _claims = new(questions => AskAsync(questions, isClaim: true), question => question.Weight, ReadQuestion.Most);
    }

    /// <summary>As <see cref="RedisRecordStore.ReadAsync"/>, or if it is to claim, as <see cref="RedisRecordStore.ClaimAsync"/>.</summary>
    public async Task<RedisFindings?> ReadAsync(
        string epoch, CacheScope scope, IReadOnlyCollection<RecordRead> reads, bool isClaim, CancellationToken cancel)
    {
        RedisFindings? all = null;
        RecordRead[] asked = [.. reads];
        for (int start = 0; start < asked.Length;)
        {
            var chunk = ReadQuestion.Chunk(asked, start);
            start += chunk.Count;
            if (await (isClaim ? _claims : _reads).AskAsync(new ReadQuestion(epoch, scope, chunk), cancel) is not { } answer)
            {
                return null;
            }

            if (answer.Records.Count == 0)
            {
                return new RedisFindings(answer.Position);
            }

            // The first position is not later than any of the records.
            all ??= new RedisFindings(answer.Position);
            for (int i = 0; i < chunk.Count; i++)
            {
                Find(all, chunk[i], answer.Records[i]);
            }
        }

        return all;
    }

    private async Task<IReadOnlyList<RawReading>?> AskAsync(IReadOnlyList<ReadQuestion> questions, bool isClaim)
    {
        var outcome = await _connection.CallAsync(
            isClaim ? RedisUse.Write : RedisUse.Read, database => AskAsync(database, questions, isClaim), CancellationToken.None);
        if (!outcome.Ok)
        {
            return null;
        }

        var (position, records) = outcome.Value;
        var answers = new RawReading[questions.Count];
        int start = 0;
        for (int i = 0; i < answers.Length; i++)
        {
            int count = questions[i].Reads.Count;
            bool isOfEpoch = records.Length > 0 && position.Epoch == questions[i].Epoch;
            answers[i] = new RawReading(position, isOfEpoch ? new ArraySegment<RawRecord>(records, start, count) : []);
            start += count;
        }

        return answers;
    }

    private async Task<(SharedPosition Position, RawRecord[] Records)> AskAsync(IDatabase database, IReadOnlyList<ReadQuestion> questions, bool isClaim)
    {
        if (_servers.Enter(database.Multiplexer) is not { } pass)
        {
            return (SharedPosition.Unknown, []);
        }

        var known = _sequence.Known;
        RedisValue[] answer;
        RawRecord[] records;
        if (pass.IsSpread || questions.Any(question => question.Reads.Any(read => read.Fields.Count > ReadScript.MostFields)))
        {
            var asked = _sequence.SendAsync(database);
            var sent = SendAll(database, questions, isClaim);
            answer = await asked;
            records = await sent;
        }
        else
        {
            (answer, records) = await _script.RunAsync(database, _sequence.Fields, questions, isClaim);
        }

        var position = _sequence.Read(answer);
        if (pass.IsSpread && position != known)
        {
            // Another server may have answered before the one that has the sequence: the records may be from before the position. If it was known
            // already they cannot be; else they are asked for once more, which happens once after each invalidation.
            records = await SendAll(database, questions, isClaim);
        }

        if (!pass.Holds())
        {
            return (SharedPosition.Unknown, []);
        }

        _sequence.Note(position);
        return (position, records);
    }

    private Task<RawRecord[]> SendAll(IDatabase database, IReadOnlyList<ReadQuestion> questions, bool isClaim) => Task.WhenAll(
        from question in questions from read in question.Reads select SendAsync(database, question, read, isClaim));

    private async Task<RawRecord> SendAsync(IDatabase database, ReadQuestion question, RecordRead read, bool isClaim)
    {
        RedisKey record = _keys.RecordOf(question.Epoch, read.Key, question.Scope);
        RedisKey lease = isClaim ? _keys.LeaseOf(question.Epoch, read.Key, question.Scope) : default;
        RedisValue[] fields = [.. read.Fields.Select(field => (RedisValue)KeyText.EscapeField(field.Text))];
        Task<RedisValue>? holder = null;
        if (isClaim)
        {
            _ = RedisSending.TryAsync(() => database.StringSetAsync(lease, _owner, _options.Lease, When.NotExists, RedisSending.Read));
            holder = RedisSending.TryAsync(() => database.StringGetAsync(lease, RedisSending.Read));
        }

        // First the record, then its mark: an invalidation in between is seen.
        var values = RedisSending.TryAsync(() => database.HashGetAsync(record, fields, RedisSending.Read));
        var mark = RedisSending.TryAsync(() => database.StringGetAsync(_keys.MarkOf(question.Epoch, read.Key), RedisSending.Read));
        return new RawRecord(await values ?? [], await mark, holder is null ? RedisValue.Null : await holder);
    }

    private void Find(RedisFindings findings, in RecordRead read, in RawRecord answer)
    {
        // Without a mark nobody can tell whether what is there was invalidated.
        if (RedisSending.NumberOf(answer.Mark) is { } mark && answer.Values.Count > 0)
        {
            var entries = new List<RecordEntry>(read.Fields.Count);
            int i = 0;
            foreach (var field in read.Fields)
            {
                if (TryRead(answer.Values[i++], out var stored) && stored.Sequence >= mark)
                {
                    entries.Add(new RecordEntry(field, stored.Value, stored.Sequence, stored.FetchedAt));
                }
            }

            if (entries.Count > 0)
            {
                findings.Records.Add(new SharedRecord(read.Key, mark, [.. entries]));
            }
        }

        if (answer.Lease != _owner && !answer.Lease.IsNull)
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

        _metrics.CountRejected("corrupt");
        return false;
    }
}
