using System.Text;
using System.Text.Json.Nodes;
using Gateway.Linear;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Normalizing;

namespace Gateway.Stitching.Tests.Fetching;

/// <summary>Answers that are null as a whole, with an error that names nobody.</summary>
public class CulpritSearchTests
{
    private const int Count = 50;

    private const string Invalid = "Argument Validation Error";

    [Fact]
    public void A_search_that_has_convicted_all_there_are_is_over()
    {
        var bench = new LoaderBench(new FetchOptions());
        var packer = new BatchPacker(bench.Model, new FetchOptions(), bench.Time);
        var needs = ColdWalk.Needs(bench.Model, $"{{ {string.Join(' ', Enumerable.Range(0, 4).Select(i => $"a{i}: {Session(i)}"))} }}");
        var search = new CulpritSearch();
        int convicted = 0;

        search.Fail(packer.Pack(needs, isWidened: false), new UpstreamError("Boom"), new Harvest(0, 0));
        for (int requests = 0; search.Next() is { Count: > 0 } next; requests++)
        {
            Assert.InRange(requests, 0, 10);
            search.Fail(packer.Pack(next, isWidened: false), new UpstreamError("Boom"), new Harvest(0, 0));
            convicted += search.Convict(out _, out _).Count;
        }

        Assert.Equal(4, convicted);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task However_many_bad_inputs_there_are_they_harm_nobody_else_and_each_is_found_by_halving(int bad)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            int[] ids = [.. Enumerable.Range(0, Count)];
            new Random(seed).Shuffle(ids);
            var culprits = ids.Take(bad).ToHashSet();
            var bench = Failing(culprits, Invalid, "invalid input", "INVALID_INPUT");

            var harvests = await LoadAsync(bench);

            Assert.Equal(culprits.Order(), Enumerable.Range(0, Count).Where(i => LoaderBench.Fault(harvests, "AgentSession", i) == Invalid));
            Assert.Equal(Count - bad, Enumerable.Range(0, Count).Count(i => LoaderBench.Value(harvests, "AgentSession", i, "summary") is not null));
            Assert.InRange(bench.Upstream.Sent.Count, 1, 4 + (bad * Math.Log2(Count)) + bad);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Even_if_all_inputs_are_bad_each_costs_few_requests()
    {
        var bench = Failing([.. Enumerable.Range(0, Count)], Invalid, "invalid input", "INVALID_INPUT");

        await LoadAsync(bench);

        Assert.InRange(bench.Upstream.Sent.Count, 1, 2 * Count);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("forbidden")]
    [InlineData("feature not accessible")]
    public async Task Whoever_asks_for_what_is_forbidden_harms_nobody_else(string type)
    {
        var bench = Failing([17], "Not for you", type, "FORBIDDEN");

        var harvests = await LoadAsync(bench);

        Assert.Equal([17], Enumerable.Range(0, Count).Where(i => LoaderBench.Fault(harvests, "AgentSession", i) == "Not for you"));
        Assert.Equal(Count - 1, Enumerable.Range(0, Count).Count(i => LoaderBench.Value(harvests, "AgentSession", i, "summary") is not null));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_workspace_that_is_forbidden_as_a_whole_costs_few_requests()
    {
        var bench = Failing([.. Enumerable.Range(0, Count)], "Not for you", "forbidden", "FORBIDDEN");

        var harvests = await LoadAsync(bench);

        Assert.All(Enumerable.Range(0, Count), i => Assert.Equal("Not for you", LoaderBench.Fault(harvests, "AgentSession", i)));
        Assert.InRange(bench.Upstream.Sent.Count, 1, 15);
    }

    private static string Session(int number) => $"agentSession(id: \"{LoaderBench.Id(number)}\") {{ summary }}";

    /// <summary>An upstream that answers null, and one error without a path, to whatever asks for one of those.</summary>
    private static LoaderBench Failing(HashSet<int> culprits, string message, string type, string code)
    {
        string[] ids = [.. culprits.Select(LoaderBench.Id)];
        string failure = new JsonObject
        {
            ["errors"] = new JsonArray(new JsonObject { ["message"] = message, ["extensions"] = new JsonObject { ["type"] = type, ["code"] = code } }),
        }.ToJsonString();
        LoaderBench bench = null!;
        bench = new LoaderBench(new FetchOptions(), request =>
            Encoding.UTF8.GetString(request.Body.Span) is var body && ids.Any(id => body.Contains(id, StringComparison.Ordinal))
                ? LoaderBench.Reply(failure)
                : bench.Invent(request));
        return bench;
    }

    private static Task<IReadOnlyList<Harvest>> LoadAsync(LoaderBench bench) =>
        bench.LoadAsync($"{{ {string.Join(' ', Enumerable.Range(0, Count).Select(i => $"a{i}: {Session(i)}"))} }}");
}
