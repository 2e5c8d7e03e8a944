using Gateway.Caching.Keys;
using StackExchange.Redis;

namespace Gateway.Caching.Storing;

/// <summary>Reads the sequence and records of many entities at one moment, by a single command. For where all keys are on one server.</summary>
/// <param name="keys">Where they are.</param>
/// <param name="owner">The process that claims.</param>
/// <param name="lease">For how long.</param>
internal sealed class ReadScript(KeySpace keys, string owner, TimeSpan lease)
{
    /// <summary>Most fields of an entity that are read this way: what Lua can hand on at once is bounded.</summary>
    public const int MostFields = 1000;

    // KEYS sequence, then of each entity its record, its mark, and its lease if it is claimed. ARGV who claims or nothing, for how many milliseconds, how
    // many fields of the sequence, those; then groups of entities that are asked for the same fields: how many entities, how many fields, those. Returns
    // the fields of the sequence, and of each entity its mark, its holder if it is claimed, and its fields. What fails for one entity alone is nothing.
    private const string Text =
        """
        local out = {}
        local n = tonumber(ARGV[3])
        local position = redis.call('HMGET', KEYS[1], unpack(ARGV, 4, 3 + n))
        for i = 1, n do
          out[i] = position[i]
        end
        local claims = ARGV[1] ~= ''
        local k = 2
        local a = 4 + n
        while a <= #ARGV do
          local entities = tonumber(ARGV[a])
          local fields = tonumber(ARGV[a + 1])
          local first = a + 2
          a = first + fields
          for e = 1, entities do
            local record = KEYS[k]
            local mark = redis.pcall('GET', KEYS[k + 1])
            n = n + 1
            out[n] = type(mark) == 'string' and mark
            k = k + 2
            if claims then
              redis.pcall('SET', KEYS[k], ARGV[1], 'NX', 'PX', ARGV[2])
              local holder = redis.pcall('GET', KEYS[k])
              n = n + 1
              out[n] = type(holder) == 'string' and holder
              k = k + 1
            end
            local values = redis.pcall('HMGET', record, unpack(ARGV, first, a - 1))
            for f = 1, fields do
              out[n + f] = values[f] or false
            end
            n = n + fields
          end
        end
        return out
        """;

    /// <summary>Sends it.</summary>
    /// <param name="database">Where to.</param>
    /// <param name="position">Of the sequence, what is to be read.</param>
    /// <param name="questions">What is asked of entities, all together.</param>
    /// <param name="isClaim">Whether they are claimed.</param>
    /// <returns>What was asked of the sequence, and the entities in the order of the questions.</returns>
    public async Task<(RedisValue[] Position, RawRecord[] Records)> RunAsync(
        IDatabase database, RedisValue[] position, IReadOnlyList<ReadQuestion> questions, bool isClaim)
    {
        var sent = new List<RedisKey> { keys.Sequence };
        var values = new List<RedisValue> { isClaim ? owner : "", (long)lease.TotalMilliseconds, position.Length };
        values.AddRange(position);
        IReadOnlyCollection<FieldKey>? fields = null;
        int group = 0;
        foreach (var question in questions)
        {
            foreach (var read in question.Reads)
            {
                keys.Collect(question.Epoch, read.Key, question.Scope, isClaim, sent);
                if (fields is null || !IsSame(fields, read.Fields))
                {
                    fields = read.Fields;
                    group = values.Count;
                    values.Add(0);
                    values.Add(fields.Count);
                    values.AddRange(fields.Select(field => (RedisValue)KeyText.EscapeField(field.Text)));
                }

                values[group] = (int)values[group] + 1;
            }
        }

        var answer = (RedisValue[]?)await RedisSending.RunAsync(database, Text, [.. sent], [.. values], RedisSending.Read) ?? [];
        return (answer[..position.Length], Split(answer, position.Length, questions, isClaim));
    }

    private static RawRecord[] Split(RedisValue[] answer, int at, IReadOnlyList<ReadQuestion> questions, bool isClaim)
    {
        var records = new RawRecord[questions.Sum(question => question.Reads.Count)];
        int count = 0;
        foreach (var question in questions)
        {
            foreach (var read in question.Reads)
            {
                var mark = answer[at++];
                var holder = isClaim ? answer[at++] : RedisValue.Null;
                records[count++] = new RawRecord(new ArraySegment<RedisValue>(answer, at, read.Fields.Count), mark, holder);
                at += read.Fields.Count;
            }
        }

        return records;
    }

    // Entities of one kind are asked for the same fields, and follow one another.
    private static bool IsSame(IReadOnlyCollection<FieldKey> fields, IReadOnlyCollection<FieldKey> others) =>
        ReferenceEquals(fields, others) || (fields.Count == others.Count && fields.SequenceEqual(others));
}
