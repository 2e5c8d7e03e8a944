using Gateway.Stitching.Fetching;

namespace Gateway.Stitching.Tests.Fetching;

/// <summary>Ids that the upstream does not know, among 200 that are asked for at once in documents of at most 50.</summary>
public class BadIdsTests
{
    private const int Count = 200;

    public static TheoryData<int, int> Named { get; } = new MatrixTheoryData<int, int>([1, 2, 5, 20, 50], [1, 2, 3]);

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Named))]
    public async Task Where_the_error_names_one_each_costs_one_request(int bad, int seed)
    {
        var bench = BenchWith(bad, seed, haveErrorsPath: true);

        await AssertAllButTheBadComeAsync(bench);

        Assert.True(bench.Upstream.Sent.Count <= 4 + bad, $"{bench.Upstream.Sent.Count} requests");
    }

    // By counting alone, one among 200 in documents of 50 takes at least 4 requests and then 6, and those that were never in a good one take another.
    [Theory(Timeout = 60_000)]
    [InlineData(1, 12, 11.0)]
    [InlineData(2, 20, 18.0)]
    [InlineData(5, 43, 37.0)]
    [InlineData(20, 126, 116.9)]
    [InlineData(50, 286, 230.0)]
    public async Task Where_the_error_names_nobody_they_are_found_by_halving(int bad, int most, double mean)
    {
        var requests = new List<int>();
        for (int seed = 0; seed < 25; seed++)
        {
            var bench = BenchWith(bad, seed, haveErrorsPath: false);
            await AssertAllButTheBadComeAsync(bench);
            requests.Add(bench.Upstream.Sent.Count);
        }

        TestContext.Current.SendDiagnosticMessage("{0} bad ids: {1} requests in the mean, at most {2}", bad, requests.Average(), requests.Max());
        Assert.True(requests.Max() <= most && requests.Average() <= mean, string.Join(' ', requests));
    }

    [Fact(Timeout = 60_000)]
    public async Task Whoever_is_good_has_an_answer_before_the_bad_are_found()
    {
        var bench = new LoaderBench(new FetchOptions { MaxInFlight = 1 });
        bench.World.ErrorsHavePath = false;
        bench.World.Gone.Add(LoaderBench.Id(30));
        bench.Upstream.Hold();
        var first = bench.LoadSessionAsync(100);
        await bench.Upstream.WaitForSentAsync(1, TestContext.Current.CancellationToken);
        var loads = Enumerable.Range(0, 40).Select(bench.LoadSessionAsync).ToList();
        bench.Upstream.Release(0);
        await bench.Upstream.WaitForSentAsync(2, TestContext.Current.CancellationToken);
        bench.Upstream.Release(1);
        await bench.Upstream.WaitForSentAsync(3, TestContext.Current.CancellationToken);
        bench.Upstream.Release(2);
        await bench.Upstream.WaitForSentAsync(4, TestContext.Current.CancellationToken);

        var good = await loads[0];

        Assert.NotNull(LoaderBench.Value(good, "AgentSession", 0, "summary"));
        Assert.False(loads[30].IsCompleted);
        bench.Upstream.Release();
        await Task.WhenAll([first, .. loads]);
    }

    private static LoaderBench BenchWith(int bad, int seed, bool haveErrorsPath)
    {
        var bench = new LoaderBench(new FetchOptions());
        bench.World.ErrorsHavePath = haveErrorsPath;
        bench.World.TellsOneError = true;
        int[] ids = [.. Enumerable.Range(0, Count)];
        new Random(seed).Shuffle(ids);
        bench.World.Gone.UnionWith(ids.Take(bad).Select(LoaderBench.Id));
        return bench;
    }

    private static async Task AssertAllButTheBadComeAsync(LoaderBench bench)
    {
        string calls = string.Join(' ', Enumerable.Range(0, Count).Select(i => $"a{i}: agentSession(id: \"{LoaderBench.Id(i)}\") {{ summary }}"));

        var harvests = await bench.LoadAsync($"{{ {calls} }}");

        for (int i = 0; i < Count; i++)
        {
            bool isBad = bench.World.Gone.Contains(LoaderBench.Id(i));
            Assert.Equal(isBad ? "Entity not found: AgentSession" : null, LoaderBench.Fault(harvests, "AgentSession", i));
            Assert.Equal(isBad, LoaderBench.Value(harvests, "AgentSession", i, "summary") is null);
        }
    }
}
