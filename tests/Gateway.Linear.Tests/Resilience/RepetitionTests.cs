using static Gateway.Linear.Tests.Resilience.ResilienceBench;

namespace Gateway.Linear.Tests.Resilience;

public sealed class RepetitionTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(UpstreamFaultKind.Unreachable, "unreachable")]
    [InlineData(UpstreamFaultKind.Timeout, "timeout")]
    [InlineData(UpstreamFaultKind.ServerError, "server-error")]
    [InlineData(UpstreamFaultKind.Malformed, "malformed")]
    public async Task A_read_that_failed_in_passing_is_repeated_until_it_succeeds(UpstreamFaultKind kind, string word)
    {
        using var bench = new ResilienceBench(new LinearOptions(), number => number < 2 ? Failed(kind) : Answer);

        var reply = await bench.AskAsync();

        Assert.Null(reply.Fault);
        Assert.Equal(3, bench.Times.Count);
        Assert.Equal(2, bench.Counted[$"gateway.linear.retries {word}"]);
    }

    [Fact]
    public async Task After_the_last_repetition_the_fault_is_told()
    {
        using var bench = new ResilienceBench(new LinearOptions { Retries = 1 }, _ => Failed(UpstreamFaultKind.ServerError));

        var reply = await bench.AskAsync();

        Assert.Equal(UpstreamFaultKind.ServerError, reply.Fault?.Kind);
        Assert.Equal(2, bench.Times.Count);
    }

    [Fact]
    public async Task Without_repetitions_there_is_one_attempt()
    {
        using var bench = new ResilienceBench(new LinearOptions { Retries = 0 }, _ => Failed(UpstreamFaultKind.ServerError));

        await bench.AskAsync();

        Assert.Single(bench.Times);
    }

    [Theory]
    [InlineData(UpstreamFaultKind.Unreachable)]
    [InlineData(UpstreamFaultKind.Timeout)]
    [InlineData(UpstreamFaultKind.ServerError)]
    [InlineData(UpstreamFaultKind.Malformed)]
    public async Task A_mutation_is_never_repeated(UpstreamFaultKind kind)
    {
        using var bench = new ResilienceBench(new LinearOptions(), _ => Failed(kind));

        var reply = await bench.MutateAsync();

        Assert.Equal(kind, reply.Fault?.Kind);
        Assert.Single(bench.Times);
    }

    [Theory]
    [InlineData(UpstreamFaultKind.RateLimited)]
    [InlineData(UpstreamFaultKind.Unauthenticated)]
    [InlineData(UpstreamFaultKind.Forbidden)]
    [InlineData(UpstreamFaultKind.TooLarge)]
    [InlineData(UpstreamFaultKind.Redirected)]
    [InlineData(UpstreamFaultKind.Unexpected)]
    public async Task What_would_fail_again_is_not_repeated(UpstreamFaultKind kind)
    {
        using var bench = new ResilienceBench(new LinearOptions(), _ => Failed(kind, isFleeting: false));

        await bench.AskAsync();

        Assert.Single(bench.Times);
    }

    [Fact]
    public async Task A_GraphQL_answer_is_not_repeated_whatever_it_says()
    {
        using var bench = new ResilienceBench(new LinearOptions(), _ => new UpstreamReply { Errors = [new UpstreamError("no") { Type = "internal error" }] });

        var reply = await bench.AskAsync();

        Assert.Single(reply.Errors);
        Assert.Single(bench.Times);
    }

    [Fact]
    public async Task Waits_between_attempts_are_spread_by_chance()
    {
        var options = new LinearOptions { Retries = 1, BreakAfter = 10_000 };
        using var bench = new ResilienceBench(options, _ => Failed(UpstreamFaultKind.ServerError));
        var sending = Enumerable.Range(0, 40).Select(_ => bench.StartAsync(isMutation: false)).ToList();

        await Task.WhenAll(sending.Select(bench.DriveAsync));

        var waits = bench.Times.Skip(40).Select(time => time - bench.Times[0]).ToList();
        Assert.True(waits.Distinct().Count() > 5);
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, Second));
    }

    [Fact]
    public async Task Stays_away_as_long_as_it_is_asked_to()
    {
        using var bench = new ResilienceBench(
            new LinearOptions(), number => number == 0 ? Failed(UpstreamFaultKind.ServerError, retryAfter: 5 * Second) : Answer);

        var reply = await bench.AskAsync();

        Assert.Null(reply.Fault);
        Assert.InRange(bench.Times[1] - bench.Times[0], 5 * Second, 6 * Second);
    }

    [Fact]
    public async Task Does_not_wait_for_a_time_that_lies_beyond_its_own()
    {
        using var bench = new ResilienceBench(new LinearOptions(), _ => Failed(UpstreamFaultKind.ServerError, retryAfter: 60 * Second));
        var start = bench.Time.GetUtcNow();

        var reply = await bench.AskAsync();

        Assert.Equal(60 * Second, reply.Fault?.RetryAfter);
        Assert.Single(bench.Times);
        Assert.Equal(start, bench.Time.GetUtcNow());
    }

    [Fact]
    public async Task The_time_in_all_bounds_attempts_and_waits_and_then_the_last_fault_is_told()
    {
        var options = new LinearOptions { Timeout = 2 * Second, Retries = 10, RetryDelay = Second };
        using var bench = new ResilienceBench(options, _ => Failed(UpstreamFaultKind.ServerError));
        var start = bench.Time.GetUtcNow();

        var reply = await bench.AskAsync();

        Assert.Equal(UpstreamFaultKind.ServerError, reply.Fault?.Kind);
        Assert.InRange(bench.Time.GetUtcNow() - start, TimeSpan.Zero, 3 * Second);
        Assert.InRange(bench.Times.Count, 1, 10);
    }

    [Fact]
    public async Task An_attempt_under_way_is_cut_when_the_time_in_all_is_up()
    {
        using var bench = new ResilienceBench(new LinearOptions { Timeout = 3 * Second }, HangAsync);
        var start = bench.Time.GetUtcNow();

        var reply = await bench.AskAsync();

        Assert.Equal((UpstreamFaultKind.Timeout, "Linear did not answer in time."), (reply.Fault!.Kind, reply.Fault.Message));
        Assert.InRange(bench.Time.GetUtcNow() - start, 3 * Second, 4 * Second);
    }

    [Fact]
    public async Task Whoever_gives_up_is_told_by_his_own_token_even_while_it_waits_to_repeat()
    {
        using var bench = new ResilienceBench(new LinearOptions { RetryDelay = 10 * Second }, _ => Failed(UpstreamFaultKind.ServerError));
        using var cancel = new CancellationTokenSource();

        var sending = bench.Upstream.SendAsync(new UpstreamRequest(Bytes.Of("{}")), cancel.Token);
        await cancel.CancelAsync();

        var thrown = await Assert.ThrowsAsync<OperationCanceledException>(() => sending);
        Assert.Equal(cancel.Token, thrown.CancellationToken);
    }

    private static async Task<UpstreamReply> HangAsync(int number, CancellationToken cancel)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
        return Answer;
    }
}
