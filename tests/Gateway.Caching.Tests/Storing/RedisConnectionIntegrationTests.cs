using System.Collections.Concurrent;
using System.Diagnostics;
using Gateway.Caching.Storing;
using Gateway.Testing;
using StackExchange.Redis;

namespace Gateway.Caching.Tests.Storing;

public sealed class RedisConnectionIntegrationTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly RedisFixture _redis = new();
    private readonly LogLines<RedisConnection> _log = new();
    private readonly List<RedisState> _states = [];
    private RedisConnection? _connection;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private RedisConnection Connection => _connection!;

    [Fact]
    public async Task Reads_and_writes_while_redis_is_up()
    {
        var server = await _redis.StartAsync(new RedisServerOptions { Password = "pa@ss,word" });

        Connect($"redis://:pa%40ss%2Cword@{server.Address}");
        await StateAsync(RedisState.Up);

        Assert.True((await SetAsync("a", "1")).Ok);
        Assert.Equal("1", (await GetAsync("a")).Value);
        Assert.Equal($"2000 Information Redis at redis://{server.Address} answers and takes writes", Changes()[^1]);
        Assert.InRange(long.Parse(await server.RunAsync("TTL", "gw:1:{seq}:probe")), 50, 60);
    }

    [Fact]
    public async Task Down_at_the_start_costs_callers_nothing_and_ends_when_it_comes()
    {
        var server = await _redis.StartAsync();
        await server.KillAsync();

        Connect(server.Address);
        await StateAsync(RedisState.Down, times: 1);
        var (outcome, elapsed) = await TimedAsync(() => GetAsync("a"));
        await server.RestartAsync(keepData: false);
        await StateAsync(RedisState.Up);

        Assert.Equal((RedisFault.Down, RedisFault.None), (outcome.Fault, (await GetAsync("a")).Fault));
        Assert.InRange(elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal([RedisState.Down, RedisState.Up], States());
        Assert.Equal(["2001 Warning", "2000 Information"], Changes().Select(line => string.Join(' ', line.Split(' ').Take(2))));
    }

    [Fact]
    public async Task Killed_while_running_is_noticed_and_ends_when_it_is_back()
    {
        var server = await _redis.StartAsync();
        int interruptions = 0;
        Connect(server.Address, connection => connection.Interrupted += () => Interlocked.Increment(ref interruptions));
        await StateAsync(RedisState.Up);
        await SetAsync("a", "1");

        await server.KillAsync();
        await StateAsync(RedisState.Down);
        var fault = (await SetAsync("a", "2")).Fault;
        await server.RestartAsync(keepData: true);
        await StateAsync(RedisState.Up);

        Assert.Equal(RedisFault.Down, fault);
        Assert.Equal("1", (await GetAsync("a")).Value);
        Assert.Equal([RedisState.Up, RedisState.Down, RedisState.Up], States());
        Assert.InRange(Volatile.Read(ref interruptions), 2, 100);
    }

    [Fact]
    public async Task Hanging_costs_a_call_its_time_limit_and_soon_nothing_at_all()
    {
        var server = await _redis.StartAsync();
        Connect(server.Address);
        await StateAsync(RedisState.Up);
        server.Pause();

        var cut = await GetAsync("a");
        await StateAsync(RedisState.Slow);
        int sent = 0;
        var refused = await Connection.CallAsync(RedisUse.Read, _ => Task.FromResult(++sent), Cancel);
        server.Resume();
        await StateAsync(RedisState.Up);

        Assert.Equal((RedisFault.Slow, RedisFault.Slow, 0), (cut.Fault, refused.Fault, sent));
        Assert.True((await SetAsync("a", "1")).Ok);
        Assert.Equal([RedisState.Up, RedisState.Slow], States().Take(2));
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_shown_nowhere()
    {
        var server = await _redis.StartAsync(new RedisServerOptions { Password = "right" });

        Connect($"redis://:wr0ngsecret@{server.Address}");
        await StateAsync(RedisState.Denied);
        var fault = (await GetAsync("a")).Fault;
        await server.RunAsync("CONFIG", "SET", "requirepass", "wr0ngsecret");
        await StateAsync(RedisState.Up);

        Assert.Equal(RedisFault.Denied, fault);
        Assert.True((await SetAsync("a", "1")).Ok);
        Assert.Contains(_log.Lines, line => line.StartsWith($"2001 Warning Redis at redis://{server.Address} is Denied", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("wr0ngsecret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_replica_is_neither_read_nor_written_until_it_is_promoted()
    {
        var master = await _redis.StartAsync();
        await master.RunAsync("SET", "a", "1");
        var replica = await _redis.StartReplicaAsync(master);

        Connect(replica.Address);
        await StateAsync(RedisState.ReadOnly);
        var (read, write) = (await GetAsync("a"), await SetAsync("a", "2"));
        await replica.PromoteAsync();
        await StateAsync(RedisState.Up);

        Assert.Equal((RedisFault.ReadOnly, RedisFault.ReadOnly), (read.Fault, write.Fault));
        Assert.Equal("1", (await GetAsync("a")).Value);
        Assert.Equal(RedisFault.None, (await SetAsync("a", "2")).Fault);
    }

    [Fact]
    public async Task A_full_one_is_read_and_not_written_until_there_is_room()
    {
        var server = await _redis.StartAsync();
        await server.RunAsync("SET", "a", "1");
        Connect(server.Address);
        await StateAsync(RedisState.Up);

        await server.RunAsync("CONFIG", "SET", "maxmemory", "1");
        await StateAsync(RedisState.Full);
        var (read, write) = (await GetAsync("a"), await SetAsync("a", "2"));
        await server.RunAsync("CONFIG", "SET", "maxmemory", "0");
        await StateAsync(RedisState.Up);

        Assert.Equal("1", read.Value);
        Assert.Equal(RedisFault.Full, write.Fault);
        Assert.Equal(RedisFault.None, (await SetAsync("a", "2")).Fault);
    }

    [Fact]
    public async Task Calls_open_the_breaker_before_a_probe_would()
    {
        var server = await _redis.StartAsync();
        Connect(server.Address, probeInterval: TimeSpan.FromSeconds(10));
        await StateAsync(RedisState.Up);
        server.Pause();

        var faults = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => GetAsync("a").AsTask()));

        Assert.All(faults, outcome => Assert.Equal(RedisFault.Slow, outcome.Fault));
        Assert.Equal(RedisState.Slow, Connection.State);
        server.Resume();
    }

    [Fact]
    public async Task A_cluster_serves_all_slots_and_says_so_when_a_node_is_gone()
    {
        var nodes = await _redis.StartClusterAsync(requireFullCoverage: false);
        Connect(nodes[0].Address);
        await StateAsync(RedisState.Up);
        string[] keys = [.. Enumerable.Range(0, 30).Select(i => $"gw:{{{i}}}")];
        var written = await Task.WhenAll(keys.Select(key => SetAsync(key, "1").AsTask()));

        await nodes[2].KillAsync();
        var faults = new List<RedisFault>();
        foreach (string key in keys)
        {
            faults.Add((await GetAsync(key)).Fault);
        }

        Assert.All(written, outcome => Assert.True(outcome.Ok, outcome.Fault.ToString()));
        Assert.Contains(faults, fault => fault is RedisFault.Down or RedisFault.Slow);
        Assert.Contains(RedisFault.None, faults);
    }

    [Fact]
    public async Task A_refusal_of_one_call_is_a_value_and_a_fault_of_ours_is_not()
    {
        var server = await _redis.StartAsync();
        await server.RunAsync("HSET", "a", "field", "1");
        Connect(server.Address);
        await StateAsync(RedisState.Up);

        var outcome = await GetAsync("a");

        Assert.Equal(RedisFault.Refused, outcome.Fault);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Connection.CallAsync<int>(RedisUse.Read, _ => throw new InvalidOperationException(), Cancel).AsTask());
        Assert.Equal(RedisState.Up, Connection.State);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_let_go()
    {
        var server = await _redis.StartAsync();
        Connect(server.Address);
        await StateAsync(RedisState.Up);
        using var given = new CancellationTokenSource();
        server.Pause();

        var call = Connection.CallAsync(RedisUse.Read, database => database.StringGetAsync("a"), given.Token);
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.AsTask());
        server.Resume();
    }

    [Fact]
    public async Task What_follows_an_answer_does_not_hold_up_other_answers()
    {
        var server = await _redis.StartAsync();
        Connect(server.Address);
        await StateAsync(RedisState.Up);
        using var release = new ManualResetEventSlim();

        var blocked = Task.Run(
            async () =>
            {
                await GetAsync("a");
                release.Wait(Cancel);
            },
            Cancel);
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        var others = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => GetAsync("a").AsTask()));
        release.Set();
        await blocked;

        Assert.All(others, outcome => Assert.Equal(RedisFault.None, outcome.Fault));
    }

    [Fact]
    public async Task A_subscription_is_there_when_redis_comes_and_when_it_comes_back()
    {
        var server = await _redis.StartAsync();
        await server.KillAsync();
        var heard = new ConcurrentQueue<string>();
        Connect(server.Address, connection => connection.Opened += client =>
            client.GetSubscriber().SubscribeAsync("news", (_, text) => heard.Enqueue(text!)).ContinueWith(task => _ = task.Exception, Cancel));
        await StateAsync(RedisState.Down, times: 1);

        await server.RestartAsync(keepData: false);
        await server.WaitUntilAsync(async () => await server.RunAsync("PUBLISH", "news", "first") == "1", "someone listens");
        await server.RestartAsync(keepData: false);
        await server.WaitUntilAsync(async () => await server.RunAsync("PUBLISH", "news", "second") == "1", "someone listens again");
        await server.WaitUntilAsync(() => Task.FromResult(heard.Count == 2), "both are heard");

        Assert.Equal(["first", "second"], heard);
    }

    [Fact]
    public async Task A_connection_that_stays_silent_is_made_anew()
    {
        var server = await _redis.StartAsync();
        int opened = 0;
        Connect(server.Address, connection => connection.Opened += _ => Interlocked.Increment(ref opened));
        await StateAsync(RedisState.Up);
        server.Pause();

        await server.WaitUntilAsync(() => Task.FromResult(Volatile.Read(ref opened) > 1), "the client is made anew");
        server.Resume();
        await StateAsync(RedisState.Up);

        Assert.True((await SetAsync("a", "1")).Ok);
        Assert.Contains(_log.Lines, line => line.StartsWith("2002 Debug", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ends_while_redis_hangs()
    {
        var server = await _redis.StartAsync();
        Connect(server.Address);
        await StateAsync(RedisState.Up);
        server.Pause();

        var (_, elapsed) = await TimedAsync(async () =>
        {
            await Connection.DisposeAsync();
            return 0;
        });

        _connection = null;
        Assert.InRange(elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            await connection.DisposeAsync();
        }

        await _redis.DisposeAsync();
    }

    private void Connect(string address, Action<RedisConnection>? prepare = null, TimeSpan? probeInterval = null)
    {
        var options = new RedisOptions
        {
            Address = address,
            ProbeInterval = probeInterval ?? TimeSpan.FromMilliseconds(100),
            RenewAfter = TimeSpan.FromSeconds(2),
        };
        _connection = new RedisConnection(options, TimeProvider.System, _log);
        _connection.StateChanged += state =>
        {
            lock (_states)
            {
                _states.Add(state);
            }
        };
        prepare?.Invoke(_connection);
        _connection.Start();
    }

    private ValueTask<RedisOutcome<RedisValue>> GetAsync(string key) =>
        Connection.CallAsync(RedisUse.Read, database => database.StringGetAsync(key), Cancel);

    private ValueTask<RedisOutcome<bool>> SetAsync(string key, string value) =>
        Connection.CallAsync(RedisUse.Write, database => database.StringSetAsync(key, value, TimeSpan.FromMinutes(1)), Cancel);

    private static async Task<(T Result, TimeSpan Elapsed)> TimedAsync<T>(Func<ValueTask<T>> action)
    {
        long start = Stopwatch.GetTimestamp();
        var result = await action();
        return (result, Stopwatch.GetElapsedTime(start));
    }

    private RedisState[] States()
    {
        lock (_states)
        {
            return [.. _states];
        }
    }

    private async Task StateAsync(RedisState state, int times = 0)
    {
        long start = Stopwatch.GetTimestamp();
        while (Connection.State != state || States().Length < times)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"Not {state} but {string.Join(", ", States())}");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancel);
        }
    }

    // Below this level the client is free to say what it likes.
    private List<string> Changes() => [.. _log.Lines.Where(line => !line.StartsWith("2002 Debug", StringComparison.Ordinal))];
}
