using Gateway.Caching.Telling;
using Gateway.Caching.Tests.Storing;
using Gateway.Testing;

namespace Gateway.Caching.Tests.Telling;

public sealed class LeaseIntegrationTests : IAsyncDisposable
{
    private readonly RedisFixture _redis = new();
    private readonly List<SharingPod> _pods = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_process_holds_it_and_the_others_hear_what_that_one_says()
    {
        var (_, a, b) = await StartAsync();

        var first = await a.Lease.TakeAsync("live", Cancel);
        var second = await b.Lease.TakeAsync("mine", Cancel);
        await a.Lease.TakeAsync("blind", Cancel);

        Assert.Equal(new LeaseStanding(true, "live"), first);
        Assert.Equal(new LeaseStanding(false, "live"), second);
        Assert.Equal(new LeaseStanding(false, "blind"), await b.Lease.TakeAsync("mine", Cancel));
    }

    [Fact]
    public async Task Another_has_it_at_once_when_it_is_given_back_and_only_its_holder_can_do_so()
    {
        var (_, a, b) = await StartAsync();
        await a.Lease.TakeAsync("a", Cancel);

        await b.Lease.ReleaseAsync();
        var before = await b.Lease.TakeAsync("b", Cancel);
        await a.Lease.ReleaseAsync();

        Assert.False(before.IsMine);
        Assert.Equal(new LeaseStanding(true, "b"), await b.Lease.TakeAsync("b", Cancel));
    }

    [Fact]
    public async Task Another_has_it_within_five_seconds_when_its_holder_says_nothing_more()
    {
        var (_, a, b) = await StartAsync();
        await a.Lease.TakeAsync("a", Cancel);
        long began = TimeProvider.System.GetTimestamp();

        while (!(await b.Lease.TakeAsync("b", Cancel)).IsMine)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        }

        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Without_Redis_nobody_holds_it_and_nothing_is_known()
    {
        var (server, a, _) = await StartAsync();
        await a.Lease.TakeAsync("a", Cancel);

        await server.KillAsync();

        Assert.Equal(default, await a.Lease.TakeAsync("a", Cancel));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pod in _pods)
        {
            await pod.DisposeAsync();
        }

        await _redis.DisposeAsync();
    }

    private async Task<(RedisServer Server, SharingPod A, SharingPod B)> StartAsync()
    {
        var server = await _redis.StartAsync();
        _pods.Add(await SharingPod.StartAsync(server.Address));
        _pods.Add(await SharingPod.StartAsync(server.Address));
        return (server, _pods[0], _pods[1]);
    }
}
