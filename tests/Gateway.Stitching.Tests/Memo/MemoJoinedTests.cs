using System.Text;
using Gateway.Caching.Memo;
using Gateway.GraphQL.Execution;
using Gateway.Stitching.Access;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Tests.Fetching;
using Gateway.Stitching.Tests.Sources;

namespace Gateway.Stitching.Tests.Memo;

/// <summary>What a walk made of something not being known, an answer that was kept must not outlive.</summary>
public class MemoJoinedTests
{
    private static readonly string Uuid = LoaderBench.Id(1);

    private readonly EngineBench _bench = new();
    private readonly ResponseMemo _memo;
    private readonly GatewayEngine _engine;

    public MemoJoinedTests()
    {
        _memo = new ResponseMemo(_bench.Store, 16 << 20, _bench.Time);
        _engine = new(
            _bench.Model, _bench.Store, _bench.Upstream, new FetchOptions { WideningComplexity = 0 }, new LimitsOptions(), _bench.Time)
        {
            Memo = _memo,
        };
    }

    [Fact]
    public async Task A_state_that_is_heard_of_later_shortens_the_life_of_an_answer()
    {
        string summary = $"{{ agentSession(id: \"{Uuid}\") {{ summary }} }}";
        _bench.World.Leaves[(Uuid, "status")] = "active";
        await AskAsync(summary);
        await AskAsync(summary);
        Assert.NotNull(Recall(summary));

        await AskAsync($"{{ agentSession(id: \"{Uuid}\") {{ status }} }}");
        _bench.Time.Advance(TimeSpan.FromSeconds(20));

        string? kept = Recall(summary);
        _bench.World.Version = "-new";
        string walked = await AskAsync(summary);
        Assert.Contains("-new", walked, StringComparison.Ordinal);
        Assert.Null(kept);
    }

    [Fact]
    public async Task That_an_entity_is_not_found_any_more_ends_the_answers_that_show_it()
    {
        string title = $"{{ issue(id: \"{Uuid}\") {{ title }} }}";
        await AskAsync(title);
        await AskAsync(title);
        Assert.NotNull(Recall(title));

        _bench.World.Gone.Add(Uuid);
        Assert.Contains("Entity not found", await AskAsync($"{{ issue(id: \"{Uuid}\") {{ description }} }}"), StringComparison.Ordinal);

        string? kept = Recall(title);
        string walked = await AskAsync(title);
        Assert.True(kept is null || kept == walked, $"kept   {kept}\nwalked {walked}");
    }

    [Fact]
    public async Task Of_a_session_whose_status_nobody_asked_for_the_status_counts_all_the_same()
    {
        var pods = new PodBench();
        pods.World.Leaves[(Uuid, "status")] = "active";
        string summary = $"{{ agentSession(id: \"{Uuid}\") {{ summary }} }}";
        var one = pods.Join();
        var other = pods.Join();
        await one.AskAsync(summary);
        await other.AskAsync(summary);
        Assert.Equal(1, pods.Requests);

        pods.Time.Advance(TimeSpan.FromSeconds(16));
        await other.AskAsync(summary);

        Assert.Equal(2, pods.Requests);
    }

    private string? Recall(string document) =>
        _engine.Recall(Encoding.UTF8.GetBytes(document), CallerScope.Service, CallerAccess.Unrestricted) is { } hit ? Encoding.UTF8.GetString(hit.Body.Span) : null;

    private async Task<string> AskAsync(string document)
    {
        byte[] text = Encoding.UTF8.GetBytes(document);
        using var output = new ResponseBuffer();
        await _engine.ExecuteAsync(new GatewayRequest(text, null, default, true) { MemoText = text }, output, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
