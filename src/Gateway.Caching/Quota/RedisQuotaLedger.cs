using System.Globalization;
using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using StackExchange.Redis;

namespace Gateway.Caching.Quota;

/// <summary>A quota that processes share, kept in Redis. Answers null where Redis does not.</summary>
/// <param name="connection">The way to Redis. Stays the caller's.</param>
/// <param name="keys">The names of keys.</param>
/// <param name="pod">Random, one for each process.</param>
/// <param name="clock">Whose time counts; null for Redis' own, by which processes agree.</param>
internal sealed class RedisQuotaLedger(RedisConnection connection, KeySpace keys, string pod, TimeProvider? clock)
{
    /// <summary>As <see cref="IQuotaLedger.ReserveAsync"/>.</summary>
    /// <param name="ask">What is wanted.</param>
    /// <param name="debt">What this process spent while Redis was away.</param>
    /// <param name="cancel">Ends the waiting with an exception.</param>
    public async ValueTask<(string? Token, QuotaLevel Level)?> ReserveAsync(QuotaAsk ask, (double Requests, double Points) debt, CancellationToken cancel) =>
        await RunAsync(
            QuotaScripts.Reserve,
            ask.Account,
            [Now, pod, debt.Requests, debt.Points, ask.Requests, ask.Points, ask.Floor, ask.MaxUnobserved, ask.Life.TotalMilliseconds, ask.MayProbe ? 1 : 0],
            cancel);

    /// <summary>As <see cref="IQuotaLedger.SettleAsync"/>.</summary>
    public async ValueTask<QuotaLevel?> SettleAsync(string account, string token, QuotaObservation? observation, (double Requests, double Points) debt)
    {
        var (requests, points) = (observation?.Requests ?? default, observation?.Points ?? default);
        RedisValue[] values =
        [
            Now, pod, debt.Requests, debt.Points, token, observation is null ? 0 : 1,
            Text(observation?.Charged), observation is not { IsRefused: true } ? 0 : observation.IsOfEndpoint ? 2 : 1, Text(observation?.RetryAfter?.TotalMilliseconds),
            Text(requests.Limit), Text(requests.Remaining), Text(requests.Reset),
            Text(points.Limit), Text(points.Remaining), Text(points.Reset),
        ];
        return (await RunAsync(QuotaScripts.Settle, account, values, CancellationToken.None))?.Level;
    }

    /// <summary>As <see cref="IQuotaLedger.ForgetAsync"/>.</summary>
    public async ValueTask ForgetAsync(string account)
    {
        RedisKey[] forgotten = [keys.QuotaOf(account), keys.QuotaOpenOf(account), keys.QuotaPodsOf(account)];
        await connection.CallAsync(RedisUse.Write, database => database.KeyDeleteAsync(forgotten, RedisSending.Write), CancellationToken.None);
    }

    private RedisValue Now => clock is null ? "" : clock.GetUtcNow().ToUnixTimeMilliseconds();

    private async ValueTask<(string? Token, QuotaLevel Level)?> RunAsync(string script, string account, RedisValue[] values, CancellationToken cancel)
    {
        RedisKey[] touched = [keys.QuotaOf(account), keys.QuotaOpenOf(account), keys.QuotaPodsOf(account)];
        var outcome = await connection.CallAsync(
            RedisUse.Write, database => RedisSending.RunAsync(database, script, touched, values, RedisSending.Write), cancel);
        return outcome.Ok && (RedisResult[]?)outcome.Value is { Length: 11 } answer ? Read(answer) : null;
    }

    private static (string? Token, QuotaLevel Level) Read(RedisResult[] answer)
    {
        string token = (string)answer[0]!;
        return (
            token.Length == 0 ? null : token,
            new QuotaLevel(Measure(answer.AsSpan(1, 4)), Measure(answer.AsSpan(5, 4)), (double)answer[9], (int)answer[10]));
    }

    private static QuotaMeasure Measure(ReadOnlySpan<RedisResult> answer) => new(
        (string?)answer[0] is { Length: > 0 } ? (double)answer[0] : null, (double)answer[1], (double)answer[2], (double)answer[3]);

    private static RedisValue Text(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
