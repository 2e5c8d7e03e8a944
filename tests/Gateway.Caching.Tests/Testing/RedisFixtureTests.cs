using System.Diagnostics;
using Gateway.Testing;

namespace Gateway.Caching.Tests.Testing;

public sealed class RedisFixtureTests : IAsyncDisposable
{
    private readonly RedisFixture _redis = new();

    [Fact]
    public async Task Serves_and_remembers_what_it_held_only_if_it_is_to()
    {
        var server = await _redis.StartAsync();
        await server.RunAsync("SET", "a", "1");

        await server.KillAsync();
        await server.RestartAsync(keepData: true);
        string kept = await server.RunAsync("GET", "a");
        await server.RestartAsync(keepData: false);

        Assert.Equal("1", kept);
        Assert.Equal("", await server.RunAsync("GET", "a"));
    }

    [Fact]
    public async Task Hangs_while_it_is_paused()
    {
        var server = await _redis.StartAsync();
        server.Pause();

        var answer = server.RunAsync("PING");
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
        bool isAnswered = answer.IsCompleted;
        server.Resume();

        Assert.False(isAnswered);
        Assert.Equal("PONG", await answer);
    }

    [Fact]
    public async Task Asks_for_passwords_and_knows_users()
    {
        var server = await _redis.StartAsync(new RedisServerOptions { Password = "secret", Users = ["alice on >wonder ~a:* +@all"] });

        Assert.Equal("PONG", await server.RunAsync("PING"));
        Assert.StartsWith("NOPERM", await server.RunAsync("--user", "alice", "--pass", "wonder", "--no-auth-warning", "SET", "b", "1"));
        Assert.Equal("OK", await server.RunAsync("--user", "alice", "--pass", "wonder", "--no-auth-warning", "SET", "a:b", "1"));
        Assert.Contains("WRONGPASS", await server.RunAsync("AUTH", "wrong"));
    }

    [Fact]
    public async Task Refuses_to_grow_beyond_its_memory()
    {
        var server = await _redis.StartAsync(new RedisServerOptions { MaxMemory = 1 });

        Assert.StartsWith("OOM", await server.RunAsync("SET", "a", "1"));
    }

    [Fact]
    public async Task A_replica_follows_and_can_be_promoted()
    {
        var master = await _redis.StartAsync(new RedisServerOptions { Password = "secret" });
        var replica = await _redis.StartReplicaAsync(master);
        await master.RunAsync("SET", "a", "1");
        await replica.WaitUntilAsync(async () => await replica.RunAsync("GET", "a") == "1", "the value is there");
        string refusal = await replica.RunAsync("SET", "a", "2");

        await master.KillAsync();
        await replica.PromoteAsync();

        Assert.StartsWith("READONLY", refusal);
        Assert.Equal("OK", await replica.RunAsync("SET", "a", "2"));
    }

    [Fact]
    public async Task A_cluster_has_three_masters()
    {
        var nodes = await _redis.StartClusterAsync(requireFullCoverage: false);

        string answers = string.Join('\n', await Task.WhenAll(nodes.Select(node => node.RunAsync("SET", "a", "1"))));

        Assert.Equal(3, nodes.Count);
        Assert.Single(answers.Split('\n'), "OK");
        Assert.Equal(2, answers.Split('\n').Count(line => line.StartsWith("MOVED", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Tells_what_it_was_sent()
    {
        var server = await _redis.StartAsync(new RedisServerOptions { Password = "secret" });
        await using var monitor = await server.MonitorAsync();
        await server.ResetCallsAsync();

        await server.RunAsync("SET", "a", "1");
        await server.RunAsync("SET", "b", "1");

        Assert.Equal(2, (await server.CallsAsync())["set"]);
        Assert.Contains(await monitor.CatchUpAsync(), line => line.EndsWith("\"SET\" \"b\" \"1\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Leaves_no_process_and_no_file()
    {
        var redis = new RedisFixture();
        var server = await redis.StartAsync();
        int process = int.Parse((await server.RunAsync("INFO", "server")).Split("process_id:")[1].Split('\r')[0]);
        string directory = (await server.RunAsync("CONFIG", "GET", "dir")).Split('\n')[1];

        await redis.DisposeAsync();

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(process));
        Assert.False(Directory.Exists(Path.GetDirectoryName(directory)));
    }

    public ValueTask DisposeAsync() => _redis.DisposeAsync();
}
