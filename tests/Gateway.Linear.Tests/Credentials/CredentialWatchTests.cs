using Gateway.Linear.Credentials;
using Gateway.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Linear.Tests.Credentials;

public sealed class CredentialWatchTests
{
    [Fact]
    public async Task A_new_credential_is_found_without_any_request()
    {
        using var file = new SecretPath("old");
        var time = new ManualTime();
        await using var server = await LoopbackServer.AnsweringAsync(401, "");
        await using var upstream = UpstreamUnderTest.For(server.Endpoint, time, ("ApiKey", null), ("ApiKeyFile", file.Path));
        await upstream.StartAsync();
        await upstream.AskAsync();

        file.Write("new");
        await PassAsync(time, TimeSpan.FromSeconds(6), () => !upstream.Health.IsUnauthenticated);

        Assert.False(upstream.Health.IsUnauthenticated);
        Assert.Single(server.Received);
        Assert.Equal([3001, 3011, 3012], upstream.Log.VisibleIds);
    }

    [Fact]
    public async Task A_refused_credential_is_tried_again_now_and_then()
    {
        var status = 401;
        var time = new ManualTime();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(status == 200 ? """{"data":{}}""" : "");
        });
        await using var upstream = UpstreamUnderTest.For(server.Endpoint, time);
        await upstream.StartAsync();
        await upstream.AskAsync();

        await PassAsync(time, TimeSpan.FromSeconds(36), () => server.Received.Count == 2);
        status = 200;
        await PassAsync(time, TimeSpan.FromSeconds(36), () => !upstream.Health.IsUnauthenticated);

        Assert.False(upstream.Health.IsUnauthenticated);
        Assert.Equal(3, server.Received.Count);
    }

    [Fact]
    public async Task A_bug_below_it_is_logged_and_does_not_end_it()
    {
        var time = new ManualTime();
        var log = new RecordingLogger();
        var health = new UpstreamHealth(new Logger<UpstreamHealth>(log));
        var credential = new FaultyCredential();
        var faulty = new FakeUpstream((_, _) => throw new InvalidOperationException("Secret."));
        var upstream = new AuthorizedUpstream(faulty, faulty, credential, health);
        using var watch = new CredentialWatch(credential, upstream, health, time, new Logger<CredentialWatch>(log));
        health.Refuse("old");
        await watch.StartAsync(TestContext.Current.CancellationToken);

        await PassAsync(time, TimeSpan.FromSeconds(20), () => credential.Asked == 2);
        await watch.StopAsync(TestContext.Current.CancellationToken);

        Assert.False(health.IsUnauthenticated);
        Assert.Equal([3011, 3013, 3012], log.VisibleIds);
        Assert.All(log.Lines, line => Assert.DoesNotContain("Secret", line.Text));
    }

    [Fact]
    public async Task What_was_refused_on_the_way_says_nothing_for_the_credential()
    {
        var health = new UpstreamHealth(new Logger<UpstreamHealth>(new RecordingLogger()));
        var unsent = new UpstreamReply { Errors = [new UpstreamError("later")], IsUnsent = true };
        var refusing = new FakeUpstream((_, _) => Task.FromResult(unsent));
        var upstream = new AuthorizedUpstream(refusing, refusing, new FaultyCredential { Asked = 1 }, health);
        health.Refuse("new");

        await upstream.SendAsync(new UpstreamRequest(Bytes.Of("{}")), TestContext.Current.CancellationToken);

        Assert.True(health.IsUnauthenticated);
    }

    // Virtual seconds, with some real time in each for what goes over a connection.
    private static async Task PassAsync(ManualTime time, TimeSpan most, Func<bool> isReached)
    {
        for (var passed = TimeSpan.Zero; passed < most && !isReached(); passed += TimeSpan.FromSeconds(1))
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    // Throws when it is asked first.
    private sealed class FaultyCredential : ICredential
    {
        public int Asked { get; set; }

        public ValueTask<CredentialReading> GetAsync(CancellationToken cancel) => ++Asked > 1
            ? ValueTask.FromResult(new CredentialReading("new", null))
            : throw new InvalidOperationException("Secret.");

        public bool Refuse(string? authorization) => false;
    }
}
