using System.Globalization;
using System.Security.Cryptography;
using StackExchange.Redis;

namespace Gateway.Caching.Storing;

/// <summary>The seats of all processes, as the sender of an invalidation needs them. Its calls fail as those of <see cref="RedisRecordStore"/> do.</summary>
internal sealed class RedisSeats(RedisConnection connection, string sequence, RedisServers servers)
{
    /// <summary>All seats of an epoch. Null without an answer, or if the epoch is another.</summary>
    public async Task<SeatList?> ReadAsync(string epoch, CancellationToken cancel)
    {
        var outcome = await connection.CallAsync(
            RedisUse.Read,
            async database =>
            {
                var pass = servers.Enter(database.Multiplexer);
                var answer = await RunAsync(database, SeatScripts.Read, [epoch]);
                return pass?.Holds() == true ? answer : [];
            },
            cancel);
        if (!outcome.Ok || outcome.Value is not [var settled, ..] found)
        {
            return null;
        }

        var seats = new List<Seat>(found.Length / 2);
        for (int i = 1; i + 1 < found.Length; i += 2)
        {
            if (SequenceFields.PodOf(found[i]) is { } pod)
            {
                seats.Add(new Seat(pod, JoinedAtOf(found[i + 1])));
            }
        }

        return new SeatList(settled == "1", seats);
    }

    /// <summary>Asks processes whether they are there: none of them is sure of what it knows by what it was told between this and its answer.</summary>
    /// <returns>For each what to hand to <see cref="ForgetAsync"/>, empty for who has no seat any more; null without an answer, or if the epoch is another.</returns>
    public async Task<IReadOnlyList<string>?> AskAsync(string epoch, IReadOnlyList<string> pods, CancellationToken cancel)
    {
        RedisValue[] values = [epoch, RandomNumberGenerator.GetHexString(8, lowercase: true), .. pods.Select(SequenceFields.OfPod)];
        var outcome = await connection.CallAsync(RedisUse.Write, database => RunAsync(database, SeatScripts.Ask, values), cancel);
        return outcome.Ok && outcome.Value.Length == pods.Count ? Array.ConvertAll(outcome.Value, value => (string?)value ?? "") : null;
    }

    /// <summary>Forgets those that have not answered. To be called when whoever did not answer cannot rely any more on what it knows.</summary>
    /// <returns>Whether each is gone; null without an answer.</returns>
    public async Task<IReadOnlyList<bool>?> ForgetAsync(IReadOnlyList<(string Pod, string Asked)> silent, CancellationToken cancel)
    {
        RedisValue[] values = [.. silent.SelectMany(one => new RedisValue[] { SequenceFields.OfPod(one.Pod), one.Asked })];
        var outcome = await connection.CallAsync(RedisUse.Write, database => RunAsync(database, SeatScripts.Forget, values), cancel);
        return outcome.Ok && outcome.Value.Length == silent.Count ? Array.ConvertAll(outcome.Value, value => value == 1) : null;
    }

    /// <summary>Notes that no process is in step any more with the epoch before. False if that could not be done.</summary>
    public async Task<bool> SettleAsync(string epoch, CancellationToken cancel) =>
        (await connection.CallAsync(
            RedisUse.Write,
            database => RedisSending.RunAsync(database, SeatScripts.Settle, [sequence], [epoch], RedisSending.Read),
            cancel)).Ok;

    private async Task<RedisValue[]> RunAsync(IDatabase database, string script, RedisValue[] values) =>
        (RedisValue[]?)await RedisSending.RunAsync(database, script, [sequence], values, RedisSending.Read) ?? [];

    // One that makes no sense is waited for as if it had just joined.
    private static long JoinedAtOf(RedisValue seat) =>
        long.TryParse(((string?)seat ?? "").Split(':')[0], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : long.MaxValue;
}
