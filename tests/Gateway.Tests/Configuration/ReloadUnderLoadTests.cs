namespace Gateway.Tests.Configuration;

/// <summary>Requests that are under way, and come, while what is served is replaced.</summary>
public sealed class ReloadUnderLoadTests : IDisposable
{
    private const int Reloads = 20;

    private readonly ReloadBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task None_of_them_fails_and_nothing_that_is_denied_is_told()
    {
        await using var gateway = await _bench.StartAsync(("Auth:AnonymousDeny", "User.email"), ("Sandbox:Latency", "00:00:00.200"), ("Sandbox:RequestLimit", "100000"));
        string[] issues = [.. gateway.Host.Sandbox!.World.Ids("Issue")];
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(reader => Task.Run(async () =>
        {
            int asked = 0;
            while (!stop.IsCancellationRequested)
            {
                // Some that are kept whole, and some that lack something.
                Assert.Null(await ReloadBench.ErrorAsync(gateway, "{ viewer { id name } }"));
                Assert.Null(await ReloadBench.ErrorAsync(gateway, $"{{ issue(id: \"{issues[asked++ * 4 % issues.Length]}\") {{ id title comments(first: {(reader + asked) % 40 + 1}) {{ nodes {{ body }} }} }} }}"));
                Assert.Equal("You may not select User.email.", await ReloadBench.ErrorAsync(gateway, "{ viewer { id email } }"));
            }

            return asked;
        })).ToArray();

        for (int i = 1; i <= Reloads; i++)
        {
            _bench.Settings.Swap($$$"""{"Limits":{"Depth":{{{50 + (i % 3)}}}}}""");
            if (i % 2 == 0)
            {
                _bench.Extensions.Swap(ReloadBench.WithUsers($"@cacheControl(maxAge: {i})"));
            }

            await ReloadBench.HeardAsync(gateway, 1060, i);
        }

        await stop.CancelAsync();
        int[] asked = await Task.WhenAll(readers);

        Assert.All(asked, count => Assert.True(count > Reloads, $"{count}"));
        Assert.Equal(0, ReloadBench.Count(gateway, 1061) + ReloadBench.Count(gateway, 1063));
    }

    [Fact]
    public async Task A_request_ends_by_the_rules_that_it_began_with()
    {
        await using var gateway = await _bench.StartAsync(("Sandbox:Latency", "00:00:15"), ("Linear:AttemptTimeout", "00:00:50"), ("Linear:Timeout", "00:00:50"), ("Budget:ReservationLife", "00:05:00"));

        var begun = ReloadBench.ErrorAsync(gateway, "{ a: viewer { id } b: viewer { name } }");
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, TestContext.Current.CancellationToken);
        _bench.Settings.Swap("""{"Limits":{"Aliases":1}}""");
        await ReloadBench.HeardAsync(gateway, 1060);
        bool wasUnderWay = !begun.IsCompleted;

        Assert.True(wasUnderWay);
        Assert.Null(await begun);
        Assert.NotNull(await ReloadBench.ErrorAsync(gateway, "{ a: viewer { id } b: viewer { name } }"));
    }
}
