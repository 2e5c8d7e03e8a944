using System.Security.Cryptography;
using Gateway.Caching.Keys;
using StackExchange.Redis;

namespace Gateway.Caching.Storing;

/// <summary>The sequence in Redis: its epoch, its number, and what is kept beside them. Its calls fail as those of <see cref="RedisRecordStore"/> do.</summary>
/// <param name="connection">The way to Redis.</param>
/// <param name="keys">Where it is kept.</param>
/// <param name="options">How long it is kept.</param>
/// <param name="servers">Whose answers count.</param>
/// <param name="own">The seat of this process, taken if it joins to stay.</param>
/// <param name="time">For the pace at which lives are renewed.</param>
internal sealed class RedisSequence(
    RedisConnection connection, KeySpace keys, RedisOptions options, RedisServers servers, OwnSeat own, TimeProvider time)
{
    private const int MaxRemoved = 10_000;
    private const int MaxAttempts = 3;

    private static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(1);
    private static readonly RedisValue[] FloorFields = [SequenceFields.EpochField, SequenceFields.RemovedFloorField];

    // The last positions and renewals are hints: whoever sees an older one only does a little more.
    private volatile Tuple<SharedPosition>? _known;
    private long _renewedAt;

    // A week longer than any record, so that who comes back after a quiet week knows where it was.
    private long Life => (long)(options.RecordLife + TimeSpan.FromDays(8)).TotalMilliseconds;

    /// <summary>Whether a part of a cluster cannot be reached.</summary>
    public bool IsPartial => servers.IsPartial;

    /// <summary>The last position that was read; null if none was.</summary>
    public SharedPosition? Known => _known?.Item1;

    /// <summary>As <see cref="RedisRecordStore.JoinAsync"/>.</summary>
    public async Task<SharedState?> JoinAsync(SharedPosition? seen, bool isStaying, CancellationToken cancel)
    {
        if (await LookAsync(cancel) is not { } look)
        {
            return null;
        }

        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            // The seat first: whoever does not see it yet has marked what it invalidates, where this process reads it.
            var seated = isStaying ? await own.TakeAsync(cancel) : SharedPosition.Unknown;
            if (seated is null || await ReadAsync(cancel) is not ({ } fields, var state))
            {
                return null;
            }

            if (fields.IsBroken(look.Masters, seen))
            {
                if (!await BeginEpochAsync(fields.Written, look, cancel))
                {
                    return null;
                }
            }
            else if (state is not null && (!isStaying || seated.Value.Epoch == state.Position.Epoch))
            {
                if (!look.Holds())
                {
                    return null;
                }

                look.IsPartial = fields.IsMissing(look.Masters);
                servers.Accept(look);
                Note(state.Position);
                _ = RenewAsync();
                return isStaying ? state with { SeatedAt = seated.Value.Number } : state;
            }
        }

        return null;
    }

    /// <summary>What there is, for who only looks: nothing is begun. Null if Redis cannot tell.</summary>
    /// <returns>
    /// The state, at an unknown position if there is none; and whether it would begin anew if somebody joined, so that nothing of it counts any more.
    /// </returns>
    public async Task<(SharedState State, bool IsBroken)?> PeekAsync(CancellationToken cancel)
    {
        if (await LookAsync(cancel) is not { } look || await ReadAsync(cancel) is not ({ } fields, var state))
        {
            return null;
        }

        if (fields.Position == SharedPosition.Unknown)
        {
            return (new SharedState(SharedPosition.Unknown, 0, fields.Tags, fields.Types, [], 0), true);
        }

        return state is null ? null : (state, fields.IsBroken(look.Masters, null));
    }

    /// <summary>As <see cref="RedisRecordStore.PollAsync"/>.</summary>
    public async Task<SharedPosition?> PollAsync(CancellationToken cancel)
    {
        var outcome = await connection.CallAsync(RedisUse.Read, AskAsync, cancel);
        if (!outcome.Ok)
        {
            return null;
        }

        Note(outcome.Value);
        if (outcome.Value != SharedPosition.Unknown && time.GetElapsedTime(Volatile.Read(ref _renewedAt)) >= RenewAfter)
        {
            _ = RenewAsync();
        }

        return outcome.Value;
    }

    /// <summary>As <see cref="RedisRecordStore.AdvanceAsync"/>.</summary>
    public async Task<SharedPosition?> AdvanceAsync(string epoch, Invalidation.Invalidation invalidation, CancellationToken cancel)
    {
        var values = ValuesOf(epoch, invalidation);
        var outcome = await connection.CallAsync(
            RedisUse.Write,
            async database =>
            {
                if (servers.Enter(database.Multiplexer) is not { } pass)
                {
                    return SharedPosition.Unknown;
                }

                var answer = (RedisValue[]?)await RedisSending.RunAsync(
                    database, RedisScripts.Advance, [keys.Sequence, keys.Removed], values, RedisSending.Read);
                var position = answer is [var at, var number] ? SequenceFields.PositionOf(at, number) : SharedPosition.Unknown;
                return pass.Holds() ? position : SharedPosition.Unknown;
            },
            cancel);
        if (outcome.Ok)
        {
            Note(outcome.Value);
        }

        return outcome.Ok ? outcome.Value : null;
    }

    /// <summary>What of the sequence's hash to ask for, to know where it is.</summary>
    public RedisValue[] Fields => own.PositionFields;

    /// <summary>Sends the question where the sequence is.</summary>
    public Task<RedisValue[]> SendAsync(IDatabase database) => database.HashGetAsync(keys.Sequence, Fields, RedisSending.Read);

    /// <summary>Reads the answer. Unknown also if this process has lost its seat.</summary>
    public SharedPosition Read(RedisValue[] answer) => own.Read(answer);

    /// <summary>Notes a position that counts.</summary>
    public void Note(SharedPosition position)
    {
        if (position != SharedPosition.Unknown)
        {
            _known = Tuple.Create(position);
        }
    }

    private async Task<SharedPosition> AskAsync(IDatabase database)
    {
        if (servers.Enter(database.Multiplexer) is not { } pass)
        {
            return SharedPosition.Unknown;
        }

        var answer = await SendAsync(database);
        return pass.Holds() ? Read(answer) : SharedPosition.Unknown;
    }

    private async Task<RedisLook?> LookAsync(CancellationToken cancel)
    {
        var outcome = await connection.CallAsync(RedisUse.Read, database => RedisLook.TakeAsync(database.Multiplexer), cancel);
        return outcome.Ok ? outcome.Value : null;
    }

    /// <returns>No fields without an answer; no state if it changed while it was read, or is not there.</returns>
    private async Task<(SequenceFields? Fields, SharedState? State)> ReadAsync(CancellationToken cancel)
    {
        var outcome = await connection.CallAsync(
            RedisUse.Read,
            async database =>
            {
                var hash = database.HashGetAllAsync(keys.Sequence, RedisSending.Read);
                var removed = RedisSending.TryAsync(
                    () => database.SortedSetRangeByRankWithScoresAsync(keys.Removed, 0, MaxRemoved - 1, Order.Ascending, RedisSending.Read));

                // The list may have been trimmed since the hash was read.
                var floor = RedisSending.TryAsync(() => database.HashGetAsync(keys.Sequence, FloorFields, RedisSending.Read));
                return (Hash: await hash, Removed: await removed, Floor: await floor);
            },
            cancel);
        if (!outcome.Ok)
        {
            return (null, null);
        }

        var (entries, members, after) = outcome.Value;
        var fields = SequenceFields.Of(entries);
        if (fields.Position == SharedPosition.Unknown || members is null || after is null || after[0] != fields.Written)
        {
            return (fields, null);
        }

        // The list is a key of its own, which Redis may have evicted: then up to the last removal nothing is known.
        bool isWhole = fields.LastRemoved == 0 || (members is [.., var last] && last.Score >= fields.LastRemoved);
        long floor = Math.Max(fields.RemovedFloor, RedisSending.NumberOf(after[1]) ?? 0);
        return (fields, new SharedState(
            fields.Position,
            fields.Everything,
            fields.Tags,
            fields.Types,
            RemovedOf(members),
            isWhole ? floor : Math.Max(floor, fields.LastRemoved))
        {
            IsSettled = fields.IsSettled,
        });
    }

    private async Task<bool> BeginEpochAsync(RedisValue written, RedisLook look, CancellationToken cancel)
    {
        RedisValue[] values =
        [
            written.IsNull ? "" : written, RandomNumberGenerator.GetHexString(16, lowercase: true), string.Join(' ', look.Masters), Life,
        ];
        var outcome = await connection.CallAsync(
            RedisUse.Write,
            database => RedisSending.RunAsync(database, RedisScripts.BeginEpoch, [keys.Sequence, keys.Removed], values, RedisSending.Write),
            cancel);
        return outcome.Ok;
    }

    // At best: if it does not succeed there are days left to try again.
    private async Task RenewAsync()
    {
        Volatile.Write(ref _renewedAt, time.GetTimestamp());
        await connection.CallAsync(
            RedisUse.Write,
            database => Task.WhenAll(
                database.KeyExpireAsync(keys.Sequence, TimeSpan.FromMilliseconds(Life), RedisSending.Write),
                database.KeyExpireAsync(keys.Removed, TimeSpan.FromMilliseconds(Life), RedisSending.Write)),
            CancellationToken.None);
    }

    private RedisValue[] ValuesOf(string epoch, Invalidation.Invalidation invalidation)
    {
        List<RedisValue> fields = [.. invalidation.Tags.Concat(invalidation.Types).Distinct().Select(SequenceFields.OfTag)];
        fields.AddRange(invalidation.Types.Distinct().Select(type => (RedisValue)SequenceFields.OfType(type)));
        if (invalidation.Everything)
        {
            fields.Add(SequenceFields.EverythingField);
        }

        var removed = invalidation.Removed.Take(MaxRemoved).Select(key => (RedisValue)KeyText.EscapeEntity(key));
        return [epoch, Life, MaxRemoved, invalidation.Removed.Count > MaxRemoved ? 1 : 0, fields.Count, .. fields, .. removed];
    }

    private static List<KeyValuePair<EntityKey, long>> RemovedOf(SortedSetEntry[] members)
    {
        var removed = new List<KeyValuePair<EntityKey, long>>(members.Length);
        foreach (var member in members)
        {
            if (KeyText.TryUnescapeEntity((string?)member.Element ?? "", out var key))
            {
                removed.Add(new(key, (long)member.Score));
            }
        }

        return removed;
    }
}
