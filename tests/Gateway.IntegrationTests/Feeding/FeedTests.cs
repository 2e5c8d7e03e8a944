using Gateway.Sandbox;
using Gateway.Stitching.Feeding;
using Gateway.Testing;

namespace Gateway.IntegrationTests.Feeding;

/// <summary>Pods that share a Redis and hear of changes by the upstream's own subscriptions alone.</summary>
public sealed class FeedTests : IAsyncDisposable
{
    private readonly RedisFixture _redis = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_no_webhook_tells_is_seen_through_every_pod_and_read_upstream_only_when_it_changes()
    {
        await using var sandbox = await StartSandboxAsync();
        var redis = await _redis.StartAsync();
        await using var a = await ListeningPod.StartAsync(sandbox, redis.Address);
        await using var b = await ListeningPod.StartAsync(sandbox, redis.Address);
        await Task.WhenAll(a.LiveAsync(), b.LiveAsync());
        string session = sandbox.World.Ids("AgentSession")[0];
        await a.SummaryAsync(session);
        await b.SummaryAsync(session);
        long before = sandbox.Statistics.Requests;

        for (int i = 1; i <= 20; i++)
        {
            string summary = $"Summary {i}";
            Change(sandbox, session, summary);
            foreach (var pod in (ListeningPod[])[a, b])
            {
                await pod.UntilAsync(async () => await pod.SummaryAsync(session) == summary, $"the change {i} is seen");
            }
        }

        Assert.Equal(1, sandbox.Feeds.Connections);
        Assert.InRange(sandbox.Statistics.Requests - before, 20, 22);
    }

    [Fact]
    public async Task What_changed_while_nobody_listened_is_read_anew_once_somebody_does()
    {
        await using var sandbox = await StartSandboxAsync();
        var redis = await _redis.StartAsync();
        await using var a = await ListeningPod.StartAsync(sandbox, redis.Address);
        await using var b = await ListeningPod.StartAsync(sandbox, redis.Address);
        await Task.WhenAll(a.LiveAsync(), b.LiveAsync());

        // At rest, they are fresh for two minutes also while nobody listens.
        string[] sessions = [.. sandbox.World.Ids("AgentSession")];
        foreach (string session in sessions)
        {
            Assert.True(sandbox.World.Apply(SandboxCommand.Of("AgentSession", "update", session, new { status = "complete", summary = "Before" })).Ok);
        }

        foreach (string session in sessions)
        {
            await a.UntilAsync(async () => await a.SummaryAsync(session) == "Before", "it is seen");
            await b.SummaryAsync(session);
        }

        sandbox.Feeds.IsOpen = false;
        sandbox.Feeds.Cut();
        await Task.WhenAll(a.UntilAsync(() => !a.Feed.IsLive, "it is blind"), b.UntilAsync(() => !b.Feed.IsLive, "it is blind"));
        Change(sandbox, sessions[0], "In between");
        Change(sandbox, sessions[^1], "In between");
        Assert.Equal("Before", await a.SummaryAsync(sessions[0]));

        sandbox.Feeds.IsOpen = true;
        await Task.WhenAll(a.LiveAsync(), b.LiveAsync());

        foreach (var pod in (ListeningPod[])[a, b])
        {
            Assert.Equal("In between", await pod.SummaryAsync(sessions[0]));
            Assert.Equal("In between", await pod.SummaryAsync(sessions[^1]));
            Assert.Equal("Before", await pod.SummaryAsync(sessions[1]));
        }
    }

    [Fact]
    public async Task After_a_gap_what_changed_last_is_at_hand_for_one_request()
    {
        await using var sandbox = await StartSandboxAsync();
        await using var pod = await ListeningPod.StartAsync(sandbox, "");
        await pod.LiveAsync();
        string[] sessions = [.. sandbox.World.Ids("AgentSession").Take(5)];
        foreach (string session in sessions)
        {
            Change(sandbox, session, "Changed last");
        }

        sandbox.Feeds.Close(1012, "Restart");
        await pod.UntilAsync(() => sandbox.Feeds.Opened == 2, "it comes again");
        long before = sandbox.Statistics.Requests;
        await pod.UntilAsync(() => pod.Feed.IsLive && sandbox.Feeds.Opened == 2, "each change is told");
        foreach (string session in sessions)
        {
            Assert.Equal("Changed last", await pod.SummaryAsync(session));
        }

        Assert.InRange(sandbox.Statistics.Requests - before, 0, 1);
    }

    [Fact]
    public async Task When_the_pod_that_listens_stops_another_one_does_at_once()
    {
        await using var sandbox = await StartSandboxAsync();
        var redis = await _redis.StartAsync();
        await using var a = await ListeningPod.StartAsync(sandbox, redis.Address);
        await using var b = await ListeningPod.StartAsync(sandbox, redis.Address);
        await Task.WhenAll(a.LiveAsync(), b.LiveAsync());
        var (holder, other) = a.Feed.IsHolder ? (a, b) : (b, a);
        Assert.False(other.Feed.IsHolder);

        long begun = TimeProvider.System.GetTimestamp();
        await holder.DisposeAsync();
        await other.UntilAsync(() => other.Feed is { IsLive: true, IsHolder: true }, "it listens itself");

        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        string session = sandbox.World.Ids("AgentSession")[0];
        await other.SummaryAsync(session);
        Change(sandbox, session, "Told to the other");
        await other.UntilAsync(async () => await other.SummaryAsync(session) == "Told to the other", "the change is seen");
    }

    [Fact]
    public async Task Subscribers_of_a_pod_that_does_not_listen_are_told_of_what_the_other_one_hears()
    {
        await using var sandbox = await StartSandboxAsync();
        var redis = await _redis.StartAsync();
        await using var a = await ListeningPod.StartAsync(sandbox, redis.Address);
        await using var b = await ListeningPod.StartAsync(sandbox, redis.Address);
        await Task.WhenAll(a.LiveAsync(), b.LiveAsync());
        var other = a.Feed.IsHolder ? b : a;
        string session = sandbox.World.Ids("AgentSession")[0];
        using var stream = await other.FollowAsync($"subscription {{ agentSessionUpdated(id: \"{session}\", onlyChanges: true) {{ summary }} }}");

        sandbox.Feeds.Duplicate(1);
        Change(sandbox, session, "Told twice");
        string first = await NextAsync(stream);
        Change(sandbox, session, "Told once");

        Assert.Equal(["Told twice", "Told once"], [first, await NextAsync(stream)]);
    }

    [Fact]
    public async Task While_Redis_is_away_the_feed_counts_for_nothing_and_when_it_is_back_what_was_missed_is_made_good()
    {
        await using var sandbox = await StartSandboxAsync();
        var redis = await _redis.StartAsync();
        await using var pod = await ListeningPod.StartAsync(sandbox, redis.Address);
        await pod.LiveAsync();
        string session = sandbox.World.Ids("AgentSession")[0];
        await pod.SummaryAsync(session);

        await redis.KillAsync();
        await pod.UntilAsync(() => !pod.Feed.IsLive, "it is blind");
        Change(sandbox, session, "While Redis was away");
        await redis.RestartAsync(keepData: false);
        await pod.LiveAsync();

        Assert.Equal("While Redis was away", await pod.SummaryAsync(session));
    }

    [Fact]
    public async Task Where_a_subscription_is_refused_the_others_are_heard_and_nothing_is_relied_on()
    {
        string schema = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            schema,
            TestSchema.Extensions + "\nextend schema @listensTo(field: \"agentSessionForgotten\", select: \"id\", event: \"AgentSession\", action: \"forget\")",
            Cancel);
        await using var sandbox = await StartSandboxAsync();
        await using var pod = await ListeningPod.StartAsync(sandbox, "", ("Schema:Extensions", schema));
        await pod.UntilAsync(() => pod.Feed.Health == FeedHealth.Partial, "what the others tell is heard");
        string session = sandbox.World.Ids("AgentSession")[0];
        using var stream = await pod.FollowAsync($"subscription {{ agentSessionUpdated(id: \"{session}\") {{ summary }} }}");

        Change(sandbox, session, "Heard");

        Assert.Equal("Heard", await NextAsync(stream));
        Assert.Equal((FeedHealth.Partial, false), (pod.Feed.Health, pod.Feed.IsLive));
        File.Delete(schema);
    }

    [Fact]
    public async Task A_pod_that_may_not_subscribe_serves_on_as_if_there_were_no_feed()
    {
        await using var sandbox = await SandboxServer.StartAsync(
            new SandboxOptions { Sessions = 60, SubscribeInterval = TimeSpan.FromMinutes(10) }, TestSchema.Slice, TimeProvider.System, Cancel);
        await using var pod = await ListeningPod.StartAsync(sandbox, "");
        await pod.UntilAsync(() => sandbox.Feeds.Opened > 4, "it has tried again and again");

        Assert.Equal(FeedHealth.Blind, pod.Feed.Health);
        await pod.SummaryAsync(sandbox.World.Ids("AgentSession")[0]);
    }

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    private static Task<SandboxServer> StartSandboxAsync() => SandboxServer.StartAsync(
        new SandboxOptions { Sessions = 60, RequestLimit = 1_000_000, ComplexityLimit = int.MaxValue, SubscribeInterval = TimeSpan.Zero },
        TestSchema.Slice,
        TimeProvider.System,
        Cancel);

    private static void Change(SandboxServer sandbox, string session, string summary) =>
        Assert.True(sandbox.World.Apply(SandboxCommand.Of("AgentSession", "update", session, new { summary })).Ok);

    private static async Task<string> NextAsync(StreamReader stream)
    {
        while (await stream.ReadLineAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancel) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal))
            {
                using var json = System.Text.Json.JsonDocument.Parse(line[6..]);
                return json.RootElement.GetProperty("data").GetProperty("agentSessionUpdated").GetProperty("summary").GetString()!;
            }
        }

        throw new InvalidOperationException("The stream has ended.");
    }
}
