using System.Text;
using Gateway.Linear;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Tests.Fetching;

namespace Gateway.Stitching.Tests.Budgeting;

public class JoinedRefreshTests
{
    private static readonly UpstreamReply Refusal = LoaderBench.Reply(
        """{"errors":[{"message":"Rate limit exceeded.","extensions":{"type":"ratelimited"}}]}""");

    private readonly List<UpstreamRequest> _sent = [];

    [Fact]
    public async Task What_was_refused_to_a_refresh_is_asked_again_for_the_caller_who_joined_it()
    {
        LoaderBench bench = null!;
        bench = new LoaderBench(new FetchOptions(), request =>
        {
            _sent.Add(request);
            return request.Priority == UpstreamPriority.Refresh ? Refusal : bench.Invent(request);
        });
        bench.Upstream.Hold();
        var bookings = ColdWalk.Of(bench.Model, $"{{ issue(id: \"{LoaderBench.Id(1)}\") {{ title }} }}");
        var refresh = bench.Loader.LoadAsync(bookings, UpstreamPriority.Refresh, static _ => false, TestContext.Current.CancellationToken);
        await bench.Upstream.WaitForSentAsync(1, TestContext.Current.CancellationToken);

        var caller = bench.LoadIssueAsync(1);
        bench.Upstream.Release();
        var harvests = await caller;
        await refresh;

        Assert.Equal([UpstreamPriority.Refresh, UpstreamPriority.Caller], _sent.Select(request => request.Priority));
        Assert.NotNull(LoaderBench.Value(harvests, "Issue", 1, "title"));
    }

    [Fact]
    public async Task A_request_tells_what_it_is_predicted_to_cost()
    {
        LoaderBench bench = null!;
        bench = new LoaderBench(new FetchOptions { WideningComplexity = 0 }, request =>
        {
            _sent.Add(request);
            return bench.Invent(request);
        });

        await bench.LoadIssueAsync(1);

        Assert.Equal(1.2, Assert.Single(_sent).Points, 6);
    }

    [Fact]
    public async Task What_the_upstream_would_refuse_for_its_cost_is_not_sent_and_the_caller_is_told_the_numbers()
    {
        var bench = new LoaderBench(new FetchOptions { MaxComplexity = 100, RequestComplexity = 200 });

        // A page of 250 entities cannot be asked for less than their ids.
        var harvests = await bench.LoadAsync($"{{ agentSession(id: \"{LoaderBench.Id(1)}\") {{ activities(first: 250) {{ nodes {{ createdAt }} }} }} }}");
        var fault = harvests.Select(harvest => harvest.Fault(new Caching.Keys.EntityKey("AgentSession", LoaderBench.Id(1)))).First(fault => fault is not null);

        Assert.Empty(bench.Upstream.Sent);
        Assert.Equal("Query too complex", fault!.Message);
        Assert.Contains("Maximum allowed complexity: 200.", Encoding.UTF8.GetString(fault.Extensions.Span), StringComparison.Ordinal);
    }
}
