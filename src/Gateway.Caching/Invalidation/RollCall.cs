using Gateway.Caching.Storing;
using Gateway.Caching.Telemetry;
using Microsoft.Extensions.Logging;

namespace Gateway.Caching.Invalidation;

/// <summary>Tells of an invalidation, and waits until no process relies any more on what it knew before.</summary>
/// <remarks>
/// Who has a seat is waited for until it says that it has applied it. Who does not say so in a moment is asked whether it is there, and has the
/// time of trust to apply it, or to cease to rely on what it knows. Who has not answered the question by then is dead, and forgotten.
/// </remarks>
internal sealed class RollCall(
    RedisRecordStore redis, AcknowledgementChannel acknowledgements, CachingMetrics metrics, TimeProvider time, ILogger<RollCall> logger)
{
    /// <summary>How long it takes until no process relies on what it knew when a question was put, also one whose clock is 5 % slower than ours.</summary>
    public static readonly TimeSpan Window = Standing.Trust + TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How long after a process has joined an epoch it says that no other is in step with the one before: more than the window, so that those
    /// that were on their own in between have time to join.
    /// </summary>
    public static readonly TimeSpan Youth = TimeSpan.FromSeconds(2);

    // Together with the window more than a second: so long a process that is on its own keeps what it fetched.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(150);

    /// <param name="position">Of the invalidation. All its marks are written.</param>
    /// <param name="tell">Publishes it. False if that could not be done.</param>
    /// <param name="cancel">Ends the waiting with an exception.</param>
    /// <returns>False if it is not sure that no process relies on what it knew; then it is to be tried again with another number.</returns>
    public async Task<bool> TellAsync(SharedPosition position, Func<CancellationToken, Task<bool>> tell, CancellationToken cancel)
    {
        long begun = time.GetTimestamp();
        using var roll = acknowledgements.Open(position);
        var telling = tell(cancel);

        // After the marks are written: who takes a seat later reads them.
        var seats = await redis.ReadSeatsAsync(position.Epoch, cancel);
        if (!await telling || seats is null)
        {
            return false;
        }

        // Who is in step with the epoch before, or on its own since that ended, has no seat in this one.
        var grown = seats.IsSettled ? Task.CompletedTask : Task.Delay(Patience + Window, time, cancel);
        var others = seats.Seats.Where(seat => seat.Pod != redis.Owner).ToList();
        roll.Expect(others.Select(seat => seat.Pod));
        bool isSafe = await roll.IsCompleteAsync(Patience, cancel) || await AskAsync(position, roll, others, cancel);
        await grown;
        metrics.RecordWait(time.GetElapsedTime(begun));
        return isSafe;
    }

    private async Task<bool> AskAsync(SharedPosition position, Roll roll, List<Seat> seats, CancellationToken cancel)
    {
        var silent = seats.FindAll(seat => roll.Lacks(seat.Pod));
        var asked = await redis.AskSeatsAsync(position.Epoch, [.. silent.Select(seat => seat.Pod)], cancel);
        for (int i = 0; asked is not null && i < silent.Count; i++)
        {
            if (asked[i].Length == 0)
            {
                // It has left, or was forgotten: then it relies on nothing that it knew.
                roll.Note(silent[i].Pod);
            }
        }

        if (await roll.IsCompleteAsync(Window, cancel))
        {
            return true;
        }

        List<(Seat Seat, string Asked)> left =
            [.. silent.Select((seat, i) => (Seat: seat, Asked: asked?[i] ?? "")).Where(one => roll.Lacks(one.Seat.Pod))];
        var gone = asked is null ? null : await redis.ForgetSeatsAsync([.. left.Select(one => (one.Seat.Pod, one.Asked))], cancel);
        int forgotten = gone?.Count(isGone => isGone) ?? 0;
        metrics.CountSilent(forgotten, left.Count - forgotten);
        if (forgotten > 0)
        {
            logger.PodsForgotten(forgotten, Window.TotalMilliseconds);
        }

        // One that is there, and joined when the number was taken, may rely on it that it has applied what it has not heard of.
        return !left.Where((one, i) => one.Seat.JoinedAt >= position.Number && gone?[i] != true).Any();
    }
}
