using System.Net;
using System.Net.Sockets;
using Gateway.Caching.Storing;
using Gateway.Commands;
using Gateway.Testing;

namespace Gateway.Tests;

public sealed class GatewayHostTests
{
    [Fact]
    public async Task Tells_all_that_is_wrong_in_one_message()
    {
        var stop = await Assert.ThrowsAsync<StartException>(() => TestGateway.StartAsync(
            ("Fetch:MaxInFlight", "many"),
            ("Fetch:MaxIds", "100000"),
            ("Fetch:MaxCals", "3"),
            ("Cache:LocalBytes", "5"),
            ("REDIS_URL", "redis://alice:hidden@:1"),
            ("Redis:CallTimeout", "00:01:00"),
            ("Redis:PublicAddress", "redis://:hidden@localhost"),
            ("Linear:Endpoint", "ftp://somewhere"),
            ("LINEAR_API_KEY", "lin_api_hidden"),
            ("LINEAR_ACCESS_TOKEN", "lin_oauth hidden"),
            ("Urls", "http://0.0.0.0:0"),
            ("Logging:LogLevel:Default", "loud"),
            ("Logging:Console:LogLevel:Default", "louder"),
            ("Schema:Extensions", "/no/such/file")));

        string[] parts =
        [
            "Fetch:MaxInFlight must be a whole number", "Fetch:MaxIds must be between 1 and 250", "Did you mean Fetch:MaxCalls?",
            "Cache:LocalBytes must be between", "Redis:Address: the address names a user",
            "Redis:Address: the address has no usable host", "Redis:CallTimeout must be between", "Redis:PublicAddress is no option",
            "Linear:Endpoint must be an absolute", "not both", "without spaces",
            "can be reached from other machines", "Logging:LogLevel:Default must be one of", "Logging:Console:LogLevel:Default must be one of",
            "/no/such/file: cannot be read",
        ];
        Assert.All(parts, part => Assert.Contains(part, stop.Message, StringComparison.Ordinal));
        Assert.Equal(parts.Length, stop.Faults.Length);
        Assert.DoesNotContain("hidden", stop.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("alice", stop.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("REDIS_URL", "redis://:hidden@cache.internal:7000", "redis://cache.internal:7000")]
    [InlineData("redis:address", "a:1,redis://b", "redis://a:1,b:6379")]
    [InlineData("Redis:Address", "rediss://default:hidden@a:1,b", "rediss://a:1,b:6379")]
    [InlineData("REDIS_URL", "", "")]
    public async Task Takes_the_address_of_redis_by_its_customary_name_or_by_ours(string name, string value, string expected)
    {
        var setup = new GatewaySetup { Store = new FakeStore(StoreMode.Shared, RedisState.Up) };

        await using var gateway = await TestGateway.StartAsync(setup, (name, value));

        Assert.Equal(expected, gateway.Host.RedisAddress);
    }

    [Fact]
    public async Task Prefers_our_name_of_the_address_of_redis_to_the_customary_one()
    {
        var setup = new GatewaySetup { Store = new FakeStore(StoreMode.Shared, RedisState.Up) };

        await using var gateway = await TestGateway.StartAsync(setup, ("REDIS_URL", "a:1"), ("Redis:Address", "b:2"));

        Assert.Equal("redis://b:2", gateway.Host.RedisAddress);
    }

    [Fact]
    public async Task Shows_the_password_of_redis_nowhere()
    {
        var setup = new GatewaySetup { Store = new FakeStore(StoreMode.Detached, RedisState.Denied) };
        await using var gateway = await TestGateway.StartAsync(setup, ("Redis:Address", "redis://default:hidden@127.0.0.1:1"));

        string health = await gateway.Http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken);

        Assert.DoesNotContain("127.0.0.1", health, StringComparison.Ordinal);
        Assert.All([health, Banner.Of(gateway.Host), gateway.Log.Text], text => Assert.DoesNotContain("hidden", text, StringComparison.Ordinal));
        Assert.Contains("Redis at redis://127.0.0.1:1 (detached: Redis is denied)", Banner.Of(gateway.Host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_to_take_for_dead_what_may_be_under_way_still()
    {
        var stop = await Assert.ThrowsAsync<StartException>(() => TestGateway.StartAsync(
            ("Linear:Timeout", "00:00:40"), ("Budget:ReservationLife", "00:00:40")));

        Assert.StartsWith("Budget:ReservationLife must be more than Linear:Timeout", Assert.Single(stop.Faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(",")]
    [InlineData("  ")]
    [InlineData(" , ,")]
    public async Task Refuses_a_webhook_secret_without_a_part_that_is_not_blank(string secret)
    {
        (string Key, string Value) setting = ("LINEAR_WEBHOOK_SECRET", secret);

        var withSandbox = await Assert.ThrowsAsync<StartException>(() => TestGateway.StartWithSandboxAsync(setting));
        var withUpstream = await Assert.ThrowsAsync<StartException>(() => TestGateway.StartAsync(setting));

        Assert.Equal("Webhooks:Secret must hold at least one secret that is not blank.", Assert.Single(withSandbox.Faults));
        Assert.Equal(withSandbox.Faults, withUpstream.Faults);
    }

    [Fact]
    public async Task Says_which_port_is_taken()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;

        var stop = await Assert.ThrowsAsync<StartException>(() => TestGateway.StartAsync(("Urls", $"http://127.0.0.1:{port}")));

        Assert.Contains($"127.0.0.1:{port}", Assert.Single(stop.Faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "is no address")]
    [InlineData("https://localhost:5001", "must be http")]
    [InlineData("http://127.0.0.1:99999", "no port from 0 to 65535")]
    [InlineData("http://localhost:0", "Write http://127.0.0.1:0")]
    [InlineData("http://unix:/tmp/socket", "no address of a network")]
    [InlineData("http://localhost:5000/base", "must not have a path")]
    public async Task Says_what_is_wrong_with_an_address(string urls, string part)
    {
        var stop = await Assert.ThrowsAsync<StartException>(() => TestGateway.StartAsync(("Urls", urls)));

        Assert.Contains(part, Assert.Single(stop.Faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://example.org:0")]
    [InlineData("http://127.0.0.1:0;http://[::]:0")]
    public async Task Does_not_listen_to_other_machines_unless_told_to(string urls)
    {
        var stop = await Assert.ThrowsAsync<StartException>(() => TestGateway.StartAsync(("Urls", urls)));

        Assert.Contains("Auth:AllowAnonymous", Assert.Single(stop.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listens_to_other_machines_when_told_to()
    {
        await using var gateway = await TestGateway.StartAsync(("Urls", "http://0.0.0.0:0"), ("Auth:AllowAnonymous", "true"));

        Assert.Equal("Query", (await gateway.AskAsync("{ __typename }")).GetProperty("data").GetProperty("__typename").GetString());
    }

    [Fact]
    public async Task Takes_any_authorization_and_logs_no_secret()
    {
        var upstream = FakeUpstream.Answering(_ => """{"errors":[{"message":"Out of order."}]}""");
        await using var gateway = await TestGateway.StartAsync(
            new GatewaySetup { Upstream = upstream }, ("Webhooks:Secret", TestGateway.Secret), ("LINEAR_API_KEY", "lin_api_hidden"));
        gateway.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "lin_api_callers_own");

        using var answer = await gateway.PostAsync("""{"query":"{ agentSession(id: \"hidden_in_document\") { id } }"}""");
        using var refused = await gateway.SendWebhookAsync("""{"type":"Issue"}""", "another_hidden_secret");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.DoesNotContain(TestGateway.Secret, gateway.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", gateway.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("callers_own", gateway.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shares_what_one_caller_fetched_with_the_next()
    {
        await using var gateway = await TestGateway.StartWithSandboxAsync();
        string query = $$"""{ agentSession(id: "{{gateway.Host.Sandbox!.World.Ids("AgentSession")[0]}}") { id status } }""";

        var first = await gateway.AskAsync(query);
        var second = await gateway.AskAsync(query);

        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.True(first.GetProperty("data").GetProperty("agentSession").TryGetProperty("status", out _));
        Assert.Equal(1, gateway.Host.Sandbox.Statistics.Requests);
    }

    [Fact]
    public async Task Runs_several_gateways_side_by_side()
    {
        await using var one = await TestGateway.StartWithSandboxAsync();
        await using var two = await TestGateway.StartWithSandboxAsync();

        Assert.NotEqual(one.Host.Address, two.Host.Address);
        Assert.NotEqual(one.Host.Sandbox!.Endpoint, two.Host.Sandbox!.Endpoint);
    }

    [Fact]
    public async Task Answers_what_is_under_way_before_it_stops()
    {
        var upstream = FakeUpstream.Answering(_ => """{"errors":[{"message":"Out of order."}]}""");
        var gateway = await TestGateway.StartAsync(new GatewaySetup { Upstream = upstream });
        upstream.Hold();
        var asking = gateway.AskAsync("""{ agentSession(id: "1") { id } }""");
        await upstream.WaitForSentAsync(1, TestContext.Current.CancellationToken);

        var stopping = gateway.Host.DisposeAsync().AsTask();
        upstream.Release();
        var answer = await asking;
        await stopping;

        Assert.Equal("Out of order.", answer.GetProperty("errors")[0].GetProperty("message").GetString());
        Assert.Contains("Information 1001", gateway.Log.Text, StringComparison.Ordinal);
    }
}
