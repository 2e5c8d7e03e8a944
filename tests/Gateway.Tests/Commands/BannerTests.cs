using Gateway.Caching.Storing;
using Gateway.Commands;

namespace Gateway.Tests.Commands;

public sealed class BannerTests
{
    [Theory]
    [InlineData(StoreMode.Memory, null, "memory of this process")]
    [InlineData(StoreMode.Shared, RedisState.Up, "Redis at redis://a:1 (shared)")]
    [InlineData(StoreMode.Shared, RedisState.Full, "Redis at redis://a:1 (shared: Redis is full)")]
    [InlineData(StoreMode.Detached, RedisState.Down, "Redis at redis://a:1 (detached: Redis is down)")]
    [InlineData(StoreMode.Detached, RedisState.Up, "Redis at redis://a:1 (detached: not in step with other pods yet)")]
    public void Says_where_records_are_kept(StoreMode mode, RedisState? state, string text) =>
        Assert.Equal(text, Banner.Store(new StoreStatus(mode, state), "redis://a:1"));

    [Fact]
    public async Task Has_a_line_for_the_store()
    {
        await using var gateway = await TestGateway.StartAsync();

        Assert.Contains("  Store      memory of this process\n", Banner.Of(gateway.Host), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_names_every_option_and_command_of_redis_and_nothing_else_of_it()
    {
        using var output = new StringWriter();
        HelpText.Write(output);

        string[] parts =
        [
            "gateway cache inspect TYPE ID", "gateway cache purge TYPE [ID]", "--redis ADDRESS", "REDIS_URL", "Redis:Address", "Redis:Prefix",
            "Redis:CallTimeout", "Redis:ConnectTimeout", "Redis:BreakAfter", "Redis:ProbeInterval", "Redis:RenewAfter", "Redis:Lease",
            "Redis:RecordLife",
        ];
        Assert.All(parts, part => Assert.Contains(part, output.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain("PublicAddress", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Cache:Redis", output.ToString(), StringComparison.Ordinal);
    }
}
