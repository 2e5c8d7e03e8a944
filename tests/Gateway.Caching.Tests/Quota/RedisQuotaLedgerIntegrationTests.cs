using Gateway.Caching.Keys;
using Gateway.Caching.Quota;
using Gateway.Caching.Storing;
using Gateway.Caching.Tests.Storing;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Caching.Tests.Quota;

public sealed class RedisQuotaLedgerIntegrationTests : IAsyncDisposable
{
    private static readonly QuotaAsk One = new("", 1, 10, 0, 4, TimeSpan.FromSeconds(30));

    private readonly RedisFixture _redis = new();
    private readonly List<RedisConnection> _connections = [];
    private readonly ManualTime _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_forgotten_account_leaves_no_key_and_others_stay()
    {
        var server = await _redis.StartAsync();
        var shared = new SharedQuotaLedger(new RedisQuotaLedger(await ConnectAsync(server), new KeySpace(""), "pod", _time), _time);
        await shared.ReserveAsync(One with { Account = "wrong" }, Cancel);
        await shared.ReserveAsync(One with { Account = "right" }, Cancel);

        await shared.ForgetAsync("wrong");

        Assert.Empty(await server.FindAsync("*wrong*"));
        Assert.NotEmpty(await server.FindAsync("*right*"));
    }

    [Fact]
    public async Task Redis_and_memory_grant_the_same_and_have_the_same_left()
    {
        var server = await _redis.StartAsync();
        for (int seed = 0; seed < 25; seed++)
        {
            var traffic = new RandomTraffic(seed, 10 + seed, others: seed % 2 == 0);
            await CompareAsync(server, seed, traffic.StepAsync);

            Assert.True(traffic.Granted > 4, $"seed {seed}: {traffic.Granted} granted");
        }
    }

    [Fact]
    public async Task Redis_and_memory_take_odd_answers_in_the_same_way()
    {
        var server = await _redis.StartAsync();
        for (int seed = 0; seed < 25; seed++)
        {
            var traffic = new OddTraffic(seed);
            await CompareAsync(server, seed, traffic.StepAsync);

            Assert.True(traffic.Granted > 20, $"seed {seed}: {traffic.Granted} granted");
        }
    }

    [Fact]
    public async Task Pods_share_one_quota_and_it_counts_them()
    {
        var server = await _redis.StartAsync();
        var pods = new List<SharedQuotaLedger>();
        for (int i = 0; i < 3; i++)
        {
            pods.Add(await LedgerAsync(server, $"pod{i}"));
        }

        var first = await pods[0].ReserveAsync(One, Cancel);
        await pods[0].SettleAsync(first.Reservation!, Told(5));
        var decisions = new List<QuotaDecision>();
        for (int i = 0; i < 9; i++)
        {
            decisions.Add(await pods[i % 3].ReserveAsync(One, Cancel));
        }

        Assert.Equal(5, decisions.Count(decision => decision.IsGranted));
        Assert.Equal(3, decisions[^1].Level.Pods);
        Assert.InRange(decisions[^1].Level.RetryAfter(One), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task Every_key_ends_and_all_are_in_one_slot()
    {
        var server = await _redis.StartAsync();
        var ledger = await LedgerAsync(server, "pod");

        await ledger.ReserveAsync(One, Cancel);

        string[] keys = [.. (await server.RunAsync("KEYS", "*quota*")).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        Assert.Equal(3, keys.Length);
        Assert.All(keys, key => Assert.Contains("{quota:}", key, StringComparison.Ordinal));
        foreach (string key in keys)
        {
            Assert.InRange(long.Parse(await server.RunAsync("PTTL", key), System.Globalization.CultureInfo.InvariantCulture), 1, 7_200_000);
        }
    }

    [Fact]
    public async Task While_Redis_is_away_a_pod_spends_its_share_and_is_charged_for_it_afterwards()
    {
        var server = await _redis.StartAsync();
        var (ledger, other) = (await LedgerAsync(server, "a"), await LedgerAsync(server, "b"));
        await other.ReserveAsync(One, Cancel);
        var first = await ledger.ReserveAsync(One, Cancel);
        await ledger.SettleAsync(first.Reservation!, Told(20));

        server.Pause();
        int granted = 0;
        for (; granted < 100 && (await ledger.ReserveAsync(One, Cancel)).IsGranted; granted++)
        {
        }

        server.Resume();
        QuotaDecision after = default;
        await RedisStores.UntilAsync(async () => (after = await ledger.ReserveAsync(One, Cancel)).Level.Requests.Limit == 100, "it shares again");

        // Nineteen, since the other pod's request may still be charged; half of it is nine.
        Assert.Equal(9, granted);

        // What was asked of Redis while it slept is granted when it wakes, and nobody is there any more: on the safe side.
        Assert.InRange(after.Level.Requests.Available, 0, 11);
    }

    [Fact]
    public async Task A_pod_that_knows_what_was_left_does_not_wait_for_a_Redis_that_lost_it()
    {
        var server = await _redis.StartAsync();
        var ledger = await LedgerAsync(server, "a");
        var first = await ledger.ReserveAsync(One, Cancel);
        await ledger.SettleAsync(first.Reservation!, Told(20));

        await server.RunAsync("FLUSHALL");
        int granted = 0;
        for (; granted < 100 && (await ledger.ReserveAsync(One, Cancel)).IsGranted; granted++)
        {
        }

        // Four by Redis, which knows nothing any more, and what was left by the pod.
        Assert.InRange(granted, 20, 24);
    }

    [Fact]
    public async Task What_was_spent_on_a_pods_own_account_is_told_again_if_whoever_told_it_gave_up()
    {
        var (ledger, reservations) = await OnItsOwnAsync(await _redis.StartAsync());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ledger.ReserveAsync(One, new CancellationToken(true)).AsTask());
        var level = await ledger.SettleAsync(reservations[0], Told(20));

        // Twenty less three under way and twice the one, since nobody knows whether Redis had charged it by then.
        Assert.Equal(15, level.Requests.Available, 0.1);
    }

    [Fact]
    public async Task What_is_left_of_an_earlier_time_on_its_own_ends_nothing_of_a_later_one()
    {
        var server = await _redis.StartAsync();
        var (ledger, first) = await OnItsOwnAsync(server);
        await ledger.SettleAsync(first[0], Told(20));
        await server.RunAsync("FLUSHALL");
        var second = await ReserveAsync(ledger, 5);

        await ledger.SettleAsync(first[^1], Told(1));
        var after = await ledger.ReserveAsync(One, Cancel);

        Assert.NotEqual(first[^1].Token, second[^1].Token);
        Assert.InRange(after.Level.Requests.Available, 5, 20);
    }

    [Fact]
    public async Task What_could_not_be_settled_while_Redis_was_away_is_settled_when_it_is_back()
    {
        var server = await _redis.StartAsync();
        var ledger = await LedgerAsync(server, "a");
        var first = await ledger.ReserveAsync(One, Cancel);

        server.Pause();
        await ledger.SettleAsync(first.Reservation!, Told(20));
        server.Resume();

        QuotaDecision after = default;
        await RedisStores.UntilAsync(async () => (after = await ledger.ReserveAsync(One with { Requests = 0 }, Cancel)).Level.IsObserved, "it was settled");
        Assert.Equal(100, after.Level.Requests.Limit);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        await _redis.DisposeAsync();
    }

    private static QuotaObservation Told(double remaining) => new()
    {
        Requests = new QuotaReading(100, remaining, TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds()),
    };

    // Redis has lost what it knew and grants four; the fifth is spent from what the pod itself knows.
    private async Task<(SharedQuotaLedger Ledger, List<QuotaReservation> Reservations)> OnItsOwnAsync(RedisServer server)
    {
        var ledger = await LedgerAsync(server, "a");
        await ledger.SettleAsync((await ReserveAsync(ledger, 1))[0], Told(50));
        await server.RunAsync("FLUSHALL");
        return (ledger, await ReserveAsync(ledger, 5));
    }

    private static async Task<List<QuotaReservation>> ReserveAsync(SharedQuotaLedger ledger, int count)
    {
        var reservations = new List<QuotaReservation>();
        for (int i = 0; i < count; i++)
        {
            reservations.Add((await ledger.ReserveAsync(One, Cancel)).Reservation!);
        }

        return reservations;
    }

    private async Task CompareAsync(
        RedisServer server, int seed, Func<Func<QuotaAsk, double, Task<string?>>, Func<string, QuotaObservation?, double, Task>, Task> step)
    {
        var clock = new StepClock();
        var shared = new RedisQuotaLedger(await ConnectAsync(server), new KeySpace($"s{seed}:"), "pod", clock);
        var account = new QuotaAccount(share: 1);
        var names = new Dictionary<string, string>();
        for (int i = 0; i < 200; i++)
        {
            string when = $"seed {seed}, step {i}";
            await step(
                async (ask, now) =>
                {
                    clock.Now = now;
                    var answer = Assert.NotNull(await shared.ReserveAsync(ask, default, Cancel));
                    string? token = account.Reserve(ask, now);
                    Assert.True(token is null == answer.Token is null, when);
                    AssertSame(account.Level(now, 1), answer.Level, when);
                    if (token is not null)
                    {
                        names.Add(answer.Token!, token);
                    }

                    return answer.Token;
                },
                async (token, told, now) =>
                {
                    clock.Now = now;
                    var level = await shared.SettleAsync("", token, told, default);
                    account.Settle(names[token], told, now);
                    Assert.NotNull(level);
                    AssertSame(account.Level(now, 1), level, when);
                });
        }
    }

    private static void AssertSame(QuotaLevel expected, QuotaLevel actual, string when)
    {
        Assert.True(
            Math.Abs(expected.Requests.Available - actual.Requests.Available) < 1e-6
            && Math.Abs(expected.Points.Available - actual.Points.Available) < 1e-6
            && Math.Abs(expected.Requests.PerMillisecond - actual.Requests.PerMillisecond) < 1e-9
            && Math.Abs(expected.Requests.ResetIn - actual.Requests.ResetIn) < 1e-6
            && expected.HoldFor == actual.HoldFor,
            $"{when}: {expected} and {actual}");
    }

    private async Task<SharedQuotaLedger> LedgerAsync(RedisServer server, string pod) =>
        new(new RedisQuotaLedger(await ConnectAsync(server), new KeySpace(""), pod, clock: null), TimeProvider.System);

    private async Task<RedisConnection> ConnectAsync(RedisServer server)
    {
        var options = RedisStores.Options(server.Address);
        options.CallTimeout = TimeSpan.FromMilliseconds(500);
        var connection = new RedisConnection(options, TimeProvider.System, NullLogger<RedisConnection>.Instance);
        _connections.Add(connection);
        connection.Start();
        await RedisStores.UntilAsync(() => Task.FromResult(connection.State == RedisState.Up), "Redis is reached");
        return connection;
    }

    private sealed class StepClock : TimeProvider
    {
        public double Now { get; set; }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds((long)Now);
    }
}
