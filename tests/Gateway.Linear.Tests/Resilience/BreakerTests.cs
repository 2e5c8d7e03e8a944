using static Gateway.Linear.Tests.Resilience.ResilienceBench;

namespace Gateway.Linear.Tests.Resilience;

public sealed class BreakerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // Four attempts are enough to judge by, so that a test is short.
    private static readonly LinearOptions Quick = new() { Retries = 0, BreakAfter = 4 };

    [Fact]
    public async Task Opens_when_half_of_enough_attempts_have_failed_and_says_when_it_tries_again()
    {
        using var bench = new ResilienceBench(Quick, number => number % 2 == 0 ? Answer : Failed(UpstreamFaultKind.ServerError));

        await AskAsync(bench, 4);
        bench.Time.Advance(2.5 * Second);
        var reply = await bench.StartAsync(isMutation: false);

        Assert.Equal(4, bench.Times.Count);
        Assert.Equal((UpstreamFaultKind.Suspended, "network error"), (reply.Fault!.Kind, reply.Fault.Type));
        Assert.Equal("Linear has failed too often of late, so the gateway leaves it alone; it tries again in 8 s.", reply.Fault.Message);
        Assert.Equal(8 * Second, reply.Fault.RetryAfter);
        Assert.Equal([3009], bench.Log.VisibleIds);
    }

    [Fact]
    public async Task Fewer_failures_than_half_leave_it_closed()
    {
        using var bench = new ResilienceBench(Quick, number => number % 4 == 0 ? Failed(UpstreamFaultKind.ServerError) : Answer);

        await AskAsync(bench, 20);

        Assert.Equal(20, bench.Times.Count);
        Assert.Equal(1, bench.Counted["gateway.linear.circuit closed"]);
    }

    [Theory]
    [InlineData(UpstreamFaultKind.RateLimited)]
    [InlineData(UpstreamFaultKind.Unauthenticated)]
    [InlineData(UpstreamFaultKind.Forbidden)]
    [InlineData(UpstreamFaultKind.TooLarge)]
    public async Task What_Linear_answers_to_what_we_ask_is_no_failure(UpstreamFaultKind kind)
    {
        using var bench = new ResilienceBench(Quick, _ => Failed(kind, isFleeting: false));

        await AskAsync(bench, 20);

        Assert.Equal(20, bench.Times.Count);
    }

    [Fact]
    public async Task While_it_is_open_mutations_are_not_sent_either()
    {
        using var bench = new ResilienceBench(Quick, _ => Failed(UpstreamFaultKind.Unreachable));
        await AskAsync(bench, 4);

        var reply = await bench.StartAsync(isMutation: true);

        Assert.Equal(UpstreamFaultKind.Suspended, reply.Fault?.Kind);
        Assert.Equal(4, bench.Times.Count);
    }

    [Fact]
    public async Task After_the_break_one_request_is_let_through_and_its_success_closes_it()
    {
        var gate = new TaskCompletionSource<UpstreamReply>();
        using var bench = new ResilienceBench(
            Quick, (number, _) => number < 4 ? Task.FromResult(Failed(UpstreamFaultKind.Timeout)) : number == 4 ? gate.Task : Task.FromResult(Answer));
        await AskAsync(bench, 4);
        bench.Time.Advance(10 * Second);

        var probe = bench.StartAsync(isMutation: false);
        var other = await bench.StartAsync(isMutation: false);
        var state = bench.Counted["gateway.linear.circuit half-open"];
        gate.SetResult(Answer);

        Assert.Equal(UpstreamFaultKind.Suspended, other.Fault?.Kind);
        Assert.True(other.Fault?.RetryAfter >= Second);
        Assert.Equal(1, state);
        Assert.Null((await probe).Fault);
        Assert.Null((await bench.StartAsync(isMutation: false)).Fault);
    }

    [Fact]
    public async Task A_probe_that_fails_opens_it_for_another_break()
    {
        using var bench = new ResilienceBench(Quick, _ => Failed(UpstreamFaultKind.Malformed));
        await AskAsync(bench, 4);
        bench.Time.Advance(10 * Second);

        await bench.StartAsync(isMutation: false);
        bench.Time.Advance(9 * Second);
        var reply = await bench.StartAsync(isMutation: false);

        Assert.Equal(5, bench.Times.Count);
        Assert.Equal(Second, reply.Fault?.RetryAfter);
        Assert.Equal(1, bench.Counted["gateway.linear.circuit open"]);
    }

    [Fact]
    public async Task A_probe_that_is_abandoned_does_not_close_it()
    {
        using var bench = new ResilienceBench(Quick, async (number, cancel) =>
        {
            if (number == 4)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
            }

            return Failed(UpstreamFaultKind.Unreachable);
        });
        await AskAsync(bench, 4);
        bench.Time.Advance(10 * Second);
        using var cancel = new CancellationTokenSource();

        var probe = bench.Upstream.SendAsync(new UpstreamRequest(Bytes.Of("{}")), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => probe);

        Assert.Equal(UpstreamFaultKind.Suspended, (await bench.StartAsync(isMutation: false)).Fault?.Kind);
    }

    [Fact]
    public async Task A_refusal_on_the_way_is_no_probe_and_does_not_close_it()
    {
        using var bench = new ResilienceBench(
            Quick, number => number < 4 ? Failed(UpstreamFaultKind.ServerError) : number == 4 ? new UpstreamReply { IsUnsent = true } : Answer);
        await AskAsync(bench, 4);
        bench.Time.Advance(10 * Second);

        var refused = await bench.StartAsync(isMutation: false);
        var next = await bench.StartAsync(isMutation: false);
        bench.Time.Advance(10 * Second);
        var probe = await bench.StartAsync(isMutation: false);

        Assert.True(refused.IsUnsent);
        Assert.Equal(UpstreamFaultKind.Suspended, next.Fault?.Kind);
        Assert.Same(Answer, probe);
    }

    [Fact]
    public async Task Refusals_on_the_way_alone_do_not_open_it()
    {
        using var bench = new ResilienceBench(Quick, _ => new UpstreamReply { IsUnsent = true });

        await AskAsync(bench, 20);

        Assert.Equal(20, bench.Times.Count);
    }

    [Fact]
    public async Task The_break_is_as_long_as_Linear_asks_for()
    {
        using var bench = new ResilienceBench(Quick, _ => Failed(UpstreamFaultKind.ServerError, retryAfter: 45 * Second));
        await AskAsync(bench, 4);

        var reply = await bench.StartAsync(isMutation: false);

        Assert.Equal(45 * Second, reply.Fault?.RetryAfter);
    }

    [Fact]
    public async Task A_probe_that_succeeds_is_logged_once()
    {
        using var bench = new ResilienceBench(Quick, number => number < 4 ? Failed(UpstreamFaultKind.ServerError) : Answer);
        await AskAsync(bench, 4);
        bench.Time.Advance(10 * Second);

        await AskAsync(bench, 3);

        Assert.Equal([3009, 3010], bench.Log.VisibleIds);
    }

    private static async Task AskAsync(ResilienceBench bench, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await bench.AskAsync();
        }
    }
}
