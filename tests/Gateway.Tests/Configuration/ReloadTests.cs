using System.Runtime.CompilerServices;
using Gateway.Stitching;

namespace Gateway.Tests.Configuration;

/// <summary>Limits and rules of the cache that change while the gateway runs.</summary>
public sealed class ReloadTests : IDisposable
{
    private const string Aliases = "{ a: viewer { id } b: viewer { id } }";
    private const string Viewer = "{ viewer { id name } }";

    private readonly ReloadBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_limit_that_is_lowered_refuses_even_what_was_kept_and_one_that_is_raised_admits(bool isMounted)
    {
        Action<string> replace = isMounted ? _bench.Settings.Swap : _bench.Settings.Write;
        await using var gateway = await _bench.StartAsync();
        string?[] before = [await ReloadBench.ErrorAsync(gateway, Aliases), await ReloadBench.ErrorAsync(gateway, Aliases)];

        replace("""{"Limits":{"Aliases":1}}""");
        await ReloadBench.HeardAsync(gateway, 1060);
        string? lowered = await ReloadBench.ErrorAsync(gateway, Aliases);
        replace("""{"Limits":{"Aliases":2}}""");
        await ReloadBench.HeardAsync(gateway, 1060, 2);

        Assert.All(before, Assert.Null);
        Assert.Equal("The document has 2 aliases; at most 1 are taken (Limits:Aliases).", lowered);
        Assert.Null(await ReloadBench.ErrorAsync(gateway, Aliases));
    }

    [Fact]
    public async Task What_is_cached_stays_and_only_the_rule_by_which_its_age_is_judged_is_another()
    {
        await using var gateway = await _bench.StartAsync();
        long first = await RequestsAsync(gateway);
        long kept = await RequestsAsync(gateway);

        _bench.Extensions.Swap(ReloadBench.WithUsers("@cacheControl(maxAge: 200)"));
        await ReloadBench.HeardAsync(gateway, 1060);
        long stillKept = await RequestsAsync(gateway);
        await Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System, Cancel);
        _bench.Extensions.Swap(ReloadBench.WithUsers("@cacheControl(maxAge: 1)"));
        await ReloadBench.HeardAsync(gateway, 1060, 2);

        Assert.Equal((first, first), (kept, stillKept));
        Assert.Equal(first + 1, await RequestsAsync(gateway));
    }

    [Fact]
    public async Task The_age_where_no_rule_says_otherwise_is_followed()
    {
        _bench.Extensions.Swap(ReloadBench.WithUsers(""));
        _bench.Settings.Swap("""{"Cache":{"DefaultMaxAge":"01:00:00"}}""");
        await using var gateway = await _bench.StartAsync();
        long first = await RequestsAsync(gateway);
        await Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System, Cancel);
        long kept = await RequestsAsync(gateway);

        _bench.Settings.Swap("""{"Cache":{"DefaultMaxAge":"00:00:01"}}""");
        await ReloadBench.HeardAsync(gateway, 1060);

        Assert.Equal(first, kept);
        Assert.Equal(first + 1, await RequestsAsync(gateway));
    }

    [Theory]
    [InlineData("{", "appsettings.json is not valid JSON, or not an object of options.")]
    [InlineData("", "appsettings.json is not valid JSON, or not an object of options.")]
    [InlineData("""{"Limits":{"Aliases":"1"},"Limits":{"Aliases":"1"}}""", "appsettings.json is not valid JSON, or not an object of options.")]
    [InlineData("""{"Limits":{"Aliases":1,"Depth":40404}}""", "Limits:Depth must be between 1 and 400.")]
    [InlineData("""{"Limits":{"Aliases":1,"Depth":"hidden"}}""", "Limits:Depth must be a whole number in its range.")]
    [InlineData("""{"Limits":{"Aliases":1,"Dept":1}}""", "Limits:Dept is no option. Did you mean Limits:Depth?")]
    [InlineData("""{"Limits":{"Aliases":1},"Cache":{"DefaultMaxAge":"2.00:00:00"}}""", "Cache:DefaultMaxAge must be between 00:00:00 and 1.00:00:00.")]
    public async Task Options_that_are_no_good_leave_those_of_before_and_are_told_without_a_value(string broken, string fault)
    {
        await using var gateway = await _bench.StartAsync();

        _bench.Settings.Swap(broken);
        await ReloadBench.HeardAsync(gateway, 1061);
        string? unchanged = await ReloadBench.ErrorAsync(gateway, Aliases);
        _bench.Settings.Swap("""{"Limits":{"Aliases":1}}""");
        await ReloadBench.HeardAsync(gateway, 1060);

        Assert.Null(unchanged);
        Assert.Contains(fault, gateway.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", gateway.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("40404", gateway.Log.Text, StringComparison.Ordinal);
        Assert.NotNull(await ReloadBench.ErrorAsync(gateway, Aliases));
    }

    [Theory]
    [InlineData("extend type", "gateway.graphql(1,12): ")]
    [InlineData("extend type Nobody { id: ID! }", "Nobody")]
    [InlineData("directive @lookup(by: String!) on OBJECT\nextend type User @lookup(by: \"nope\")", "@lookup(by: \"nope\") on User does not call a field of Query.")]
    public async Task A_schema_that_is_no_good_leaves_that_of_before(string broken, string fault)
    {
        await using var gateway = await _bench.StartAsync();

        _bench.Extensions.Swap(broken);
        await ReloadBench.HeardAsync(gateway, 1061);
        string? unchanged = await ReloadBench.ErrorAsync(gateway, Viewer);

        Assert.Null(unchanged);
        Assert.Contains(fault, gateway.Log.Text, StringComparison.Ordinal);
        Assert.Equal(0, ReloadBench.Count(gateway, 1060));
    }

    [Fact]
    public async Task Options_that_count_from_the_next_start_only_are_named_once()
    {
        await using var gateway = await _bench.StartAsync();

        _bench.Settings.Swap("""{"Fetch":{"MaxInFlight":7},"Linear":{"Timeout":"00:00:19"},"Limits":{"Depth":90}}""");
        await ReloadBench.HeardAsync(gateway, 1062);
        _bench.Settings.Swap("""{"Fetch":{"MaxInFlight":7},"Linear":{"Timeout":"00:00:19"},"Limits":{"Depth":91}}""");
        await ReloadBench.HeardAsync(gateway, 1060, 2);

        Assert.Contains("count from the next start only: Fetch:MaxInFlight, Linear:Timeout ", gateway.Log.Text, StringComparison.Ordinal);
        Assert.Equal(1, ReloadBench.Count(gateway, 1062));
    }

    [Fact]
    public async Task What_is_as_it_was_is_not_replaced()
    {
        _bench.Settings.Swap("""{"Limits":{"Aliases":5}}""");
        await using var gateway = await _bench.StartAsync();
        var engine = gateway.Host.Engine.Current;

        _bench.Settings.Swap("""{ "Limits": { "Aliases": 5 } }""");
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, Cancel);

        Assert.Same(engine, gateway.Host.Engine.Current);
        Assert.Equal(0, ReloadBench.Count(gateway, 1060) + ReloadBench.Count(gateway, 1061));
    }

    [Fact]
    public async Task An_engine_that_was_replaced_is_let_go()
    {
        await using var gateway = await _bench.StartAsync();
        Assert.Null(await ReloadBench.ErrorAsync(gateway, Aliases));
        var (engine, model) = Watched(gateway);

        _bench.Extensions.Swap(ReloadBench.WithUsers("@cacheControl(maxAge: 200)"));
        await ReloadBench.HeardAsync(gateway, 1060);
        Assert.Null(await ReloadBench.ErrorAsync(gateway, Aliases));
        for (int i = 0; i < 100 && (engine.IsAlive || model.IsAlive); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(engine.IsAlive);
        Assert.False(model.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Engine, WeakReference Model) Watched(TestGateway gateway)
    {
        GatewayEngine engine = gateway.Host.Engine.Current;
        return (new WeakReference(engine), new WeakReference(engine.Model));
    }

    /// <summary>Asks for the viewer.</summary>
    /// <returns>How often the upstream was asked since the start.</returns>
    private static async Task<long> RequestsAsync(TestGateway gateway)
    {
        Assert.Null(await ReloadBench.ErrorAsync(gateway, Viewer));
        return gateway.Host.Sandbox!.Statistics.Requests;
    }
}
