using Gateway.Stitching.Fetching;

namespace Gateway.Stitching.Tests.Fetching;

public class FreshnessTests
{
    [Fact]
    public async Task A_value_from_before_the_clock_was_set_back_is_fetched_again_once()
    {
        var clock = new Clock();
        await using var gateway = await AlteredGateway.StartAsync(new FetchOptions(), clock);
        string query = $"{{ agentSession(id: \"{gateway.World.Ids("AgentSession")[3]}\") {{ status }} }}";
        await gateway.AskAsync(query);

        clock.Now -= TimeSpan.FromHours(1);
        await gateway.AskAsync(query);
        await gateway.AskAsync(query);

        Assert.Equal(2, gateway.Requests);
    }

    [Theory]
    [InlineData(108, 1)]
    [InlineData(121, 2)]
    public async Task A_value_is_fresh_up_to_its_age_less_a_tenth_and_not_beyond(int seconds, int requests)
    {
        var clock = new Clock();
        await using var gateway = await AlteredGateway.StartAsync(new FetchOptions(), clock);
        string query = $"{{ team(id: \"{gateway.World.Ids("Team")[0]}\") {{ name }} }}";
        await gateway.AskAsync(query);

        clock.Now += TimeSpan.FromSeconds(seconds);
        await gateway.AskAsync(query);

        Assert.Equal(requests, gateway.Requests);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
