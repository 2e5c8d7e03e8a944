using Gateway.Linear.Feed;
using Gateway.Sandbox;

namespace Gateway.Linear.Tests.Feed;

/// <summary>The client of Linear's subscriptions in front of the sandbox, which has Linear's oddities.</summary>
public sealed class SubscriptionFeedTests : IAsyncLifetime
{
    private readonly FeedBench _bench = new();
    private SandboxServer _sandbox = null!;

    public async ValueTask InitializeAsync() => _sandbox = await FeedBench.StartSandboxAsync();

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Fact]
    public async Task All_that_happens_from_its_beginning_on_is_heard_in_order()
    {
        using var stop = new CancellationTokenSource();
        var run = _bench.RunAsync(_sandbox.Endpoint, stop.Token, "agentSessionUpdated", "issueUpdated");
        await BegunAsync(run);

        string session = _sandbox.World.Ids("AgentSession")[0];
        string issue = _sandbox.World.Ids("Issue")[0];
        Change("AgentSession", session);
        Change("Issue", issue);
        Change("AgentSession", session);
        for (int i = 0; i < 3; i++)
        {
            await _bench.HearAsync();
        }

        Assert.Equal([(0, session), (1, issue), (0, session)], _bench.Heard);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task Who_is_cancelled_closes_the_connection()
    {
        using var stop = new CancellationTokenSource();
        var run = _bench.RunAsync(_sandbox.Endpoint, stop.Token, "agentSessionUpdated");
        await BegunAsync(run);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        for (int i = 0; i < 200 && _sandbox.Feeds.Connections > 0; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, _sandbox.Feeds.Connections);
    }

    [Fact]
    public async Task Without_a_credential_nobody_connects()
    {
        var end = await new FeedBench { Key = null }.RunAsync(_sandbox.Endpoint, "agentSessionUpdated");

        Assert.Equal(FeedEndKind.Unauthorized, end.Kind);
        Assert.Equal(0, _sandbox.Feeds.Opened);
    }

    [Theory]
    [InlineData(4002, FeedEndKind.Unauthorized)]
    [InlineData(4003, FeedEndKind.Crowded)]
    [InlineData(1012, FeedEndKind.Closed)]
    public async Task The_close_code_says_why_it_ended(int code, FeedEndKind kind)
    {
        var run = _bench.RunAsync(_sandbox.Endpoint, "agentSessionUpdated");
        await BegunAsync(run);

        _sandbox.Feeds.Close(code, "As asked");

        Assert.Equal(new FeedEnd(kind, code), await run);
        Assert.Equal(kind == FeedEndKind.Unauthorized ? ["lin_api_feed"] : [], _bench.Refused);
    }

    [Fact]
    public async Task Subscriptions_are_spaced_so_that_Linear_does_not_close_on_a_burst()
    {
        await using var strict = await FeedBench.StartSandboxAsync(TimeSpan.FromMilliseconds(60));
        Assert.Equal(FeedEndKind.Crowded, (await _bench.RunAsync(strict.Endpoint, "agentSessionCreated", "agentSessionUpdated", "issueUpdated")).Kind);
        Assert.False(_bench.Begun.Task.IsCompleted);

        _bench.Options.SubscribeInterval = TimeSpan.FromMilliseconds(120);
        var run = _bench.RunAsync(strict.Endpoint, "agentSessionCreated", "agentSessionUpdated", "issueUpdated");
        await BegunAsync(run);

        Assert.Equal(3, strict.Feeds.Subscriptions);
    }

    [Fact]
    public async Task A_connection_that_says_nothing_any_more_is_given_up()
    {
        _bench.Options.Patience = TimeSpan.FromMilliseconds(300);
        var run = _bench.RunAsync(_sandbox.Endpoint, "agentSessionUpdated");
        await BegunAsync(run);

        _sandbox.Feeds.IsSilent = true;

        Assert.Equal(FeedEndKind.Silent, (await run).Kind);
    }

    [Fact]
    public async Task A_connection_that_is_quiet_but_awake_is_kept()
    {
        _bench.Options.Patience = TimeSpan.FromMilliseconds(300);
        var run = _bench.RunAsync(_sandbox.Endpoint, "agentSessionUpdated");
        await BegunAsync(run);

        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.False(run.IsCompleted);
    }

    [Fact]
    public async Task Who_never_answers_is_given_up_before_anything_began()
    {
        _bench.Options.Patience = TimeSpan.FromMilliseconds(300);
        _sandbox.Feeds.IsSilent = true;

        Assert.Equal(FeedEndKind.Silent, (await _bench.RunAsync(_sandbox.Endpoint, "agentSessionUpdated")).Kind);
        Assert.False(_bench.Begun.Task.IsCompleted);
    }

    [Fact]
    public async Task A_subscription_that_is_refused_is_told_and_the_others_are_heard()
    {
        var run = _bench.RunAsync(_sandbox.Endpoint, "agentSessionForgotten", "agentSessionUpdated");
        await BegunAsync(run);
        string session = _sandbox.World.Ids("AgentSession")[0];

        Change("AgentSession", session);
        await _bench.HearAsync();

        Assert.Equal(["agentSessionForgotten"], await _bench.Begun.Task);
        Assert.Equal((1, session), Assert.Single(_bench.Heard));
        Assert.False(run.IsCompleted);
    }

    [Fact]
    public async Task Where_all_are_refused_it_ends_with_the_name_of_the_last_one()
    {
        var end = await _bench.RunAsync(_sandbox.Endpoint, "agentSessionLost", "agentSessionForgotten");

        Assert.Equal((FeedEndKind.Refused, "agentSessionForgotten"), (end.Kind, end.Field));
        Assert.False(_bench.Begun.Task.IsCompleted);
    }

    [Fact]
    public async Task Who_takes_no_connections_is_unreachable()
    {
        _sandbox.Feeds.IsOpen = false;

        Assert.Equal(FeedEndKind.Unreachable, (await _bench.RunAsync(_sandbox.Endpoint, "agentSessionUpdated")).Kind);
    }

    [Fact]
    public async Task A_wire_that_is_cut_ends_it()
    {
        var run = _bench.RunAsync(_sandbox.Endpoint, "agentSessionUpdated");
        await BegunAsync(run);

        _sandbox.Feeds.Cut();

        Assert.Equal(FeedEndKind.Closed, (await run).Kind);
    }

    [Fact]
    public async Task What_could_not_be_applied_ends_it()
    {
        var run = _bench.RunAsync(_sandbox.Endpoint, "agentSessionUpdated");
        await BegunAsync(run);
        _bench.Applies = false;

        Change("AgentSession", _sandbox.World.Ids("AgentSession")[0]);

        Assert.Equal(FeedEndKind.NotApplied, (await run).Kind);
    }

    private async Task BegunAsync(Task<FeedEnd> run)
    {
        var first = await Task.WhenAny(_bench.Begun.Task, run).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.True(first == _bench.Begun.Task, "It ended before it had begun.");
    }

    private void Change(string type, string id) => Assert.True(_sandbox.World.Apply(SandboxCommand.Of(type, "update", id, type == "Issue" ? new { title = "New" } : new { summary = "New" })).Ok);
}
