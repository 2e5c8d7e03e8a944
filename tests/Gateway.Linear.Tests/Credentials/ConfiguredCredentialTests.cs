using Gateway.Testing;
using Microsoft.AspNetCore.Http;

namespace Gateway.Linear.Tests.Credentials;

public sealed class ConfiguredCredentialTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("ApiKeyFile", "key-from-file")]
    [InlineData("AccessTokenFile", "Bearer key-from-file")]
    public async Task Reads_it_from_a_file_without_the_line_break_at_its_end(string option, string expected)
    {
        using var file = new SecretPath("key-from-file\r\n");
        await using var server = await LoopbackServer.AnsweringAsync(200, """{"data":{}}""");
        await using var upstream = UpstreamUnderTest.For(server, ("ApiKey", null), (option, file.Path));

        await upstream.AskAsync();

        Assert.Equal(expected, server.Only.Headers["Authorization"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Follows_a_file_that_changes_while_it_runs(bool isMount)
    {
        using var file = new SecretPath("one");
        var time = new ManualTime();
        await using var server = await LoopbackServer.AnsweringAsync(200, """{"data":{}}""");
        await using var upstream = UpstreamUnderTest.For(server.Endpoint, time, ("ApiKey", null), ("ApiKeyFile", file.Path));

        await upstream.AskAsync();
        Action<string> change = isMount ? file.Remount : file.Write;
        change("two");
        await upstream.AskAsync();
        time.Advance(Second);
        await upstream.AskAsync();
        change("six");
        time.Advance(Second);
        await upstream.AskAsync();

        Assert.Equal(["one", "one", "two", "six"], Sent(server));
    }

    [Fact]
    public async Task A_file_that_is_no_good_leaves_the_last_credential_in_use_and_is_told_once()
    {
        using var file = new SecretPath("good");
        var time = new ManualTime();
        await using var server = await LoopbackServer.AnsweringAsync(200, """{"data":{}}""");
        await using var upstream = UpstreamUnderTest.For(server.Endpoint, time, ("ApiKey", null), ("ApiKeyFile", file.Path));
        await upstream.AskAsync();

        foreach (var content in (string?[])[null, "", "two words", new string('x', 100_000), "better"])
        {
            file.Delete();
            if (content is not null)
            {
                file.Write(content);
            }

            time.Advance(Second);
            await upstream.AskAsync();
        }

        Assert.Equal(["good", "good", "good", "good", "good", "better"], Sent(server));
        Assert.Equal([3004, 3005], upstream.Log.VisibleIds);
    }

    [Fact]
    public async Task A_read_that_the_old_key_was_refused_for_is_repeated_with_the_new_one_at_once()
    {
        using var file = new SecretPath("old");
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.StatusCode = context.Request.Headers.Authorization == "new" ? 200 : 401;
            await context.Response.WriteAsync(context.Response.StatusCode == 200 ? """{"data":{}}""" : "");
        });
        await using var upstream = UpstreamUnderTest.For(server.Endpoint, new ManualTime(), ("ApiKey", null), ("ApiKeyFile", file.Path));

        var before = await upstream.AskAsync();
        file.Write("new");
        var after = await upstream.AskAsync();

        Assert.Equal(UpstreamFaultKind.Unauthenticated, before.Fault?.Kind);
        Assert.Null(after.Fault);
        Assert.Equal(["old", "old", "new"], Sent(server));
        Assert.False(upstream.Health.IsUnauthenticated);
    }

    [Fact]
    public async Task Follows_options_that_are_loaded_anew_and_keeps_the_last_that_were_good()
    {
        await using var server = await LoopbackServer.AnsweringAsync(200, """{"data":{}}""");
        await using var upstream = UpstreamUnderTest.For(server, ("ApiKey", "one"));

        await upstream.AskAsync();
        upstream.Reload("ApiKey", "two");
        await upstream.AskAsync();
        try
        {
            upstream.Reload("ApiKey", "not good");
        }
        catch (Exception error) when (error is AggregateException or Microsoft.Extensions.Options.OptionsValidationException)
        {
            // Whoever watches the file catches it.
        }

        await upstream.AskAsync();
        await upstream.AskAsync();

        Assert.Equal(["one", "two", "two", "two"], Sent(server));
        Assert.Equal([3006], upstream.Log.VisibleIds);
    }

    [Fact]
    public async Task Without_any_it_warns_once()
    {
        await using var server = await LoopbackServer.AnsweringAsync(200, """{"data":{}}""");
        await using var upstream = UpstreamUnderTest.For(server, ("ApiKey", null));

        await upstream.AskAsync();
        await upstream.AskAsync();

        Assert.All(server.Received, request => Assert.DoesNotContain("Authorization", request.Headers));
        Assert.Equal([3000], upstream.Log.VisibleIds);
    }

    private static string[] Sent(LoopbackServer server) => [.. server.Received.Select(request => request.Headers["Authorization"])];
}
