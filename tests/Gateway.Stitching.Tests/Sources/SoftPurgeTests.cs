using System.Text;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Memo;
using Gateway.GraphQL.Execution;
using Gateway.Linear;
using Gateway.Stitching.Access;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Tests.Fetching;

namespace Gateway.Stitching.Tests.Sources;

public class SoftPurgeTests
{
    private static readonly string Uuid = LoaderBench.Id(1);
    private static readonly EntityKey Issue = new("Issue", Uuid);
    private static readonly string Query = $"{{ issue(id: \"{Uuid}\") {{ title }} }}";

    private readonly PodBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_purged_softly_is_served_once_more_and_fetched_behind_the_answer()
    {
        var pod = await KnowingAsync();
        _bench.Upstream.Hold();

        await PurgeAsync(pod, Invalidation.Of(Issue));
        string old = await pod.AskAsync(Query);
        await _bench.Upstream.WaitForSentAsync(2, Cancel);
        _bench.Upstream.Release();

        Assert.DoesNotContain("-new", old, StringComparison.Ordinal);
        Assert.DoesNotContain("errors", old, StringComparison.Ordinal);
        await UntilNewAsync(pod);
    }

    [Fact]
    public async Task What_was_fetched_since_is_fresh()
    {
        var pod = await KnowingAsync();
        await PurgeAsync(pod, Invalidation.Of(Issue));
        await UntilNewAsync(pod);

        for (int i = 0; i < 10; i++)
        {
            await pod.AskAsync(Query);
        }

        Assert.Equal(2, _bench.Requests);
    }

    [Theory]
    [InlineData("Issue", 2)]
    [InlineData("User", 1)]
    public async Task Of_a_type_all_is_fetched_anew_and_nothing_else(string type, int requests)
    {
        var pod = await KnowingAsync();
        await PurgeAsync(pod, new Invalidation([], [], [], false) { Types = [type] });

        await pod.AskAsync(Query);
        await PodBench.UntilAsync(() => _bench.Requests == requests && _bench.Shared.Claimed.Count == 0);

        Assert.Equal(requests, _bench.Requests);
    }

    [Fact]
    public async Task A_list_whose_tag_was_purged_is_served_once_more_and_fetched_behind_the_answer()
    {
        const string list = "{ issues(first: 2) { nodes { id } } }";
        _bench.World.Pages["issues"] = [LoaderBench.Id(1), LoaderBench.Id(2)];
        var pod = _bench.Join();
        string before = await pod.AskAsync(list);
        _bench.Time.Advance(TimeSpan.FromMilliseconds(10));

        await PurgeAsync(pod, new Invalidation([], [], ["Issue"], false));
        string after = await pod.AskAsync(list);
        await PodBench.UntilAsync(() => _bench.Requests == 2);

        Assert.Equal(before, after);
    }

    [Fact]
    public async Task It_stands_in_while_the_upstream_fails()
    {
        var pod = await KnowingAsync();
        await PurgeAsync(pod, Invalidation.All);
        _bench.Fault = new UpstreamFault(UpstreamFaultKind.Unreachable, "no");

        for (int i = 0; i < 3; i++)
        {
            Assert.Contains(".title", await pod.AskAsync(Query), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_is_taken_from_where_another_process_left_it_before()
    {
        var first = await KnowingAsync();
        var second = _bench.Join();
        await PurgeAsync(second, Invalidation.Of(Issue));

        await second.AskAsync(Query);
        await UntilNewAsync(second);

        Assert.DoesNotContain("-new", await first.AskAsync(Query), StringComparison.Ordinal);
        Assert.Equal(2, _bench.Requests);
    }

    [Fact]
    public async Task What_is_under_way_meanwhile_is_kept()
    {
        var pod = _bench.Join();
        _bench.Upstream.Hold();
        var asking = pod.AskAsync(Query);
        await _bench.Upstream.WaitForSentAsync(1, Cancel);

        await PurgeAsync(pod, Invalidation.All);
        _bench.Upstream.Release();

        Assert.Contains(".title", await asking, StringComparison.Ordinal);
        Assert.NotNull(pod.Store.Peek(CacheScope.Service, Issue));
    }

    [Fact]
    public async Task An_answer_that_was_kept_whole_is_not_served_as_it_was_and_its_successor_is()
    {
        var bench = new EngineBench();
        var engine = new GatewayEngine(bench.Model, bench.Store, bench.Upstream, new FetchOptions(), new LimitsOptions(), bench.Time)
        {
            Memo = new ResponseMemo(bench.Store, 16 << 20, bench.Time),
        };
        byte[] text = Encoding.UTF8.GetBytes(Query);
        bool IsKept() => engine.Recall(text, CallerScope.Service, CallerAccess.Unrestricted) is not null;
        async Task AskAsync()
        {
            using var output = new ResponseBuffer();
            await engine.ExecuteAsync(new GatewayRequest(text, null, default, true) { MemoText = text }, output, Cancel);
        }

        await AskAsync();
        await AskAsync();
        bool wasKept = IsKept();
        bench.Time.Advance(TimeSpan.FromMilliseconds(10));
        await bench.Store.InvalidateAsync(Invalidation.Of(Issue) with { StaleBefore = bench.Time.GetUtcNow().ToUnixTimeMilliseconds() }, Cancel);
        bool isKept = IsKept();
        await AskAsync();
        bool isStaleKept = IsKept();
        await PodBench.UntilAsync(() => bench.Requests == 2);
        for (int i = 0; i < 1000 && !IsKept(); i++)
        {
            await AskAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Cancel);
        }

        Assert.Equal((true, false, false, true), (wasKept, isKept, isStaleKept, IsKept()));
    }

    private static async Task UntilNewAsync(PodBench.Pod pod)
    {
        bool isNew = false;
        for (int i = 0; i < 1000 && !isNew; i++)
        {
            isNew = (await pod.AskAsync(Query)).Contains("-new", StringComparison.Ordinal);
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Cancel);
        }

        Assert.True(isNew);
    }

    private ValueTask<bool> PurgeAsync(PodBench.Pod pod, Invalidation invalidation) =>
        pod.Store.InvalidateAsync(invalidation with { StaleBefore = _bench.Time.GetUtcNow().ToUnixTimeMilliseconds() }, Cancel);

    /// <summary>A process that read the issue just now; meanwhile it was changed, and no event told.</summary>
    private async Task<PodBench.Pod> KnowingAsync()
    {
        var pod = _bench.Join();
        await pod.AskAsync(Query);
        _bench.World.Version = "-new";
        _bench.Time.Advance(TimeSpan.FromMilliseconds(10));
        return pod;
    }
}
