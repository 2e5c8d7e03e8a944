using StackExchange.Redis;

namespace Gateway.Caching.Storing;

/// <summary>The seat of this process, which is looked at with every question where the sequence is. Safe for concurrent use.</summary>
internal sealed class OwnSeat(RedisConnection connection, string sequence, string pod, TimeProvider time)
{
    private static readonly RedisValue[] Plain = [SequenceFields.EpochField, SequenceFields.NumberField];

    private readonly RedisValue[] _withSeat = [.. Plain, SequenceFields.OfPod(pod)];
    private readonly Lock _gate = new();
    private volatile string? _value;
    private long _sureFrom;

    /// <summary>The name of this process.</summary>
    public string Pod => pod;

    /// <summary>What to ask of the sequence's hash.</summary>
    public RedisValue[] PositionFields => _value is null ? Plain : _withSeat;

    /// <summary>
    /// An answer to what was asked before this time does not tell for how long this process may rely on what it knows: somebody was about to
    /// take it for dead.
    /// </summary>
    public long SureFrom => Volatile.Read(ref _sureFrom);

    /// <summary>Takes it, or takes it anew. What is taken for applied ends with the number that is returned.</summary>
    /// <returns>Null without an answer; unknown if there is no sequence.</returns>
    public async Task<SharedPosition?> TakeAsync(CancellationToken cancel)
    {
        var outcome = await connection.CallAsync(
            RedisUse.Write,
            async database => (RedisValue[]?)await RedisSending.RunAsync(
                database, SeatScripts.Take, [sequence], [SequenceFields.OfPod(pod)], RedisSending.Read),
            cancel);
        if (!outcome.Ok)
        {
            return null;
        }

        if (outcome.Value is not [var epoch, var number])
        {
            return SharedPosition.Unknown;
        }

        _value = (string?)number;
        NoteNoQuestion();
        return SequenceFields.PositionOf(epoch, number);
    }

    /// <summary>Reads an answer to <see cref="PositionFields"/>. Unknown also if this process has no seat any more, so that it must join again.</summary>
    public SharedPosition Read(RedisValue[] answer)
    {
        if (answer.Length > Plain.Length)
        {
            string? seat = answer[Plain.Length];
            if (seat is null)
            {
                return SharedPosition.Unknown;
            }

            if (seat.Contains(':', StringComparison.Ordinal))
            {
                lock (_gate)
                {
                    Volatile.Write(ref _sureFrom, long.MaxValue);
                }

                _ = AnswerAsync(seat);
            }
            else
            {
                NoteNoQuestion();
            }
        }

        return SequenceFields.PositionOf(answer[0], answer[1]);
    }

    /// <summary>Gives it back. This process must not rely any more on what it knows.</summary>
    public async Task LeaveAsync()
    {
        if (_value is not null)
        {
            _value = null;
            await connection.CallAsync(
                RedisUse.Write,
                database => database.HashDeleteAsync(sequence, SequenceFields.OfPod(pod), RedisSending.Write),
                CancellationToken.None);
        }
    }

    // An answer whose reply was lost may have arrived all the same. Who asks again, from now on, is told so.
    private void NoteNoQuestion()
    {
        if (SureFrom != long.MaxValue)
        {
            return;
        }

        lock (_gate)
        {
            if (_sureFrom == long.MaxValue)
            {
                Volatile.Write(ref _sureFrom, time.GetTimestamp());
            }
        }
    }

    private async Task AnswerAsync(string asked)
    {
        string value = asked[..asked.IndexOf(':', StringComparison.Ordinal)];
        var outcome = await connection.CallAsync(
            RedisUse.Write,
            database => RedisSending.RunAsync(
                database, SeatScripts.Answer, [sequence], [SequenceFields.OfPod(pod), asked, value], RedisSending.Read),
            CancellationToken.None);
        if (outcome.Ok)
        {
            lock (_gate)
            {
                Volatile.Write(ref _sureFrom, time.GetTimestamp());
            }
        }
    }
}
