using System.Collections.Concurrent;
using System.Text;
using Gateway.Caching.Telling;
using Gateway.Caching.Tests.Storing;
using Gateway.Testing;

namespace Gateway.Caching.Tests.Telling;

public sealed class EventBusIntegrationTests : IAsyncDisposable
{
    private readonly RedisFixture _redis = new();
    private readonly List<SharingPod> _pods = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_processes_hear_each_message_once_and_in_order()
    {
        var server = await _redis.StartAsync();
        var (a, heardByA) = await JoinAsync(server);
        var (b, heardByB) = await JoinAsync(server);

        for (int i = 0; i < 100; i++)
        {
            Assert.True(await a.Bus.TellAsync(Encoding.UTF8.GetBytes($"{i}\n"), Cancel));
        }

        await b.UntilAsync(() => heardByB.Count >= 100, "all is heard");
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        string[] all = [.. Enumerable.Range(0, 100).Select(i => $"{i}\n")];
        Assert.Equal(all, heardByA);
        Assert.Equal(all, heardByB);
    }

    [Fact]
    public async Task Who_tells_knows_when_nobody_may_have_heard_and_who_listens_that_something_may_be_missing()
    {
        var server = await _redis.StartAsync();
        var (a, heard) = await JoinAsync(server);
        int interrupted = 0;
        a.Bus.Interrupted += () => Interlocked.Increment(ref interrupted);

        await server.KillAsync();
        await a.UntilAsync(() => !a.IsShared, "Redis is missed");
        bool isTold = await a.Bus.TellAsync("lost"u8.ToArray(), Cancel);
        await server.RestartAsync(keepData: true);
        await a.UntilAsync(() => a.IsShared && interrupted > 0, "the process is in step again");
        var (b, _) = await JoinAsync(server);
        await b.Bus.TellAsync("after"u8.ToArray(), Cancel);
        await a.UntilAsync(() => !heard.IsEmpty, "messages are heard again");

        Assert.False(isTold);
        Assert.Equal(["after"], heard);
    }

    [Fact]
    public async Task What_no_gateway_wrote_is_not_heard()
    {
        var server = await _redis.StartAsync();
        var (a, heard) = await JoinAsync(server);

        await server.RunAsync("PUBLISH", "gw:1:events", "nobody");
        await server.RunAsync("PUBLISH", "gw:1:events", "");
        await a.Bus.TellAsync("somebody"u8.ToArray(), Cancel);
        await a.UntilAsync(() => !heard.IsEmpty, "something is heard");

        Assert.Equal(["somebody"], heard);
    }

    [Fact]
    public async Task Without_redis_a_process_tells_itself()
    {
        var bus = new MemoryEventBus();
        var heard = new List<string>();
        bus.Heard += message => heard.Add(Encoding.UTF8.GetString(message.Span));

        Assert.True(await bus.TellAsync("one"u8.ToArray(), Cancel));

        Assert.Equal(["one"], heard);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pod in _pods)
        {
            await pod.DisposeAsync();
        }

        await _redis.DisposeAsync();
    }

    private async Task<(SharingPod Pod, ConcurrentQueue<string> Heard)> JoinAsync(RedisServer server)
    {
        var pod = await SharingPod.StartAsync(server.Address);
        _pods.Add(pod);
        var heard = new ConcurrentQueue<string>();
        pod.Bus.Heard += message => heard.Enqueue(Encoding.UTF8.GetString(message.Span));
        return (pod, heard);
    }
}
