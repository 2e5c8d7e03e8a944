using Gateway.Linear;
using Gateway.Testing;
using Gateway.Testing.Inventing;

namespace Gateway.Tests.Watching;

public class ConsistencyServiceTests
{
    private const string Query = """{"query":"{ issues(first: 5) { nodes { title } } }"}""";

    private readonly ManualTime _time = new();
    private readonly List<UpstreamPriority> _asked = [];
    private readonly FakeUpstream _upstream;

    public ConsistencyServiceTests()
    {
        var invented = new InventedUpstream(TestSchema.Slice, 1);
        _upstream = new FakeUpstream((request, cancel) =>
        {
            lock (_asked)
            {
                _asked.Add(request.Priority);
            }

            return invented.SendAsync(request, cancel);
        });
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_served_is_compared_each_minute()
    {
        await using var gateway = await StartAsync("true");

        _time.Advance(TimeSpan.FromMinutes(1));
        await _upstream.WaitForSentAsync(2, Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel);

        Assert.Equal([UpstreamPriority.Caller, UpstreamPriority.Repair], _asked);
    }

    [Fact]
    public async Task Switched_off_it_asks_for_nothing()
    {
        await using var gateway = await StartAsync("false");

        _time.Advance(TimeSpan.FromMinutes(1));
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Cancel);

        Assert.Equal([UpstreamPriority.Caller], _asked);
    }

    private async Task<TestGateway> StartAsync(string enabled)
    {
        var gateway = await TestGateway.StartAsync(
            new GatewaySetup { Upstream = _upstream, Time = _time }, ("Consistency:Enabled", enabled), ("Consistency:Sample", "50"));
        using var answer = await gateway.PostAsync(Query);
        Assert.DoesNotContain("errors", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        return gateway;
    }
}
