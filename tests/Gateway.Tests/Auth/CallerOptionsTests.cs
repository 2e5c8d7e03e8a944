using Gateway.Auth;

namespace Gateway.Tests.Auth;

public class CallerOptionsTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task With_a_redis_callers_scopes_need_a_key_that_all_pods_have()
    {
        var stop = await Assert.ThrowsAsync<StartException>(() => TestGateway.StartAsync(
            new GatewaySetup(), ("Auth:Upstream", "Caller"), ("Redis:Address", "127.0.0.1:1"), ("Linear:Endpoint", "http://127.0.0.1:1/graphql")));

        Assert.Contains("Auth:ScopeKey or Auth:ScopeKeyFile, the same in all pods", Assert.Single(stop.Faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Auth:ScopeKey", "hidden", "Auth:ScopeKey must have at least 32 characters, all of them random.")]
    [InlineData("Auth:ScopeKeyFile", "/no/such/file", "Auth:ScopeKeyFile names a file that cannot be read, or that holds fewer than 32 characters.")]
    [InlineData("Auth:Upstream", "both", "Auth:Upstream must be service or caller.")]
    public async Task An_unusable_option_is_told_at_the_start_and_not_quoted(string key, string value, string fault)
    {
        var stop = await Assert.ThrowsAsync<StartException>(() => TestGateway.StartAsync((key, value)));

        Assert.Equal([fault], stop.Faults);
    }

    [Fact]
    public async Task The_key_is_named_once()
    {
        var stop = await Assert.ThrowsAsync<StartException>(() => TestGateway.StartAsync(("Auth:ScopeKey", Key), ("Auth:ScopeKeyFile", "/dev/null")));

        Assert.Contains("Set Auth:ScopeKey or Auth:ScopeKeyFile, not both.", stop.Faults);
    }

    [Fact]
    public async Task Whoever_brings_a_credential_may_come_from_anywhere()
    {
        await using var gateway = await TestGateway.StartAsync(("Auth:Upstream", "caller"), ("Urls", "http://0.0.0.0:0"));

        Assert.NotNull(gateway.Host);
    }

    [Fact]
    public async Task Without_an_address_it_is_linear_that_callers_credentials_are_for()
    {
        await using var gateway = await TestGateway.StartAsync(new GatewaySetup(), ("Auth:Upstream", "caller"));

        Assert.Null(gateway.Host.Sandbox);
    }

    [Fact]
    public void Names_differ_by_credential_and_by_key_and_nothing_else()
    {
        var key = ScopeKey.Of(new AuthOptions { ScopeKey = Key });
        var same = ScopeKey.Of(new AuthOptions { ScopeKey = Key });
        var other = ScopeKey.Of(new AuthOptions { ScopeKey = Key + "x" });

        Assert.Equal(key.NameOf("a"), same.NameOf("a"));
        Assert.Equal(4, new[] { key.NameOf("a"), key.NameOf("b"), other.NameOf("a"), ScopeKey.Random().NameOf("a") }.Distinct().Count());
        Assert.Matches("^[A-Za-z0-9_-]{43}$", key.NameOf("a"));
        Assert.DoesNotContain(Key, new AuthOptions { ScopeKey = Key }.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_in_a_file_is_the_same_key()
    {
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, $" {Key}\n", TestContext.Current.CancellationToken);

            var fromFile = ScopeKey.Of(new AuthOptions { ScopeKeyFile = path });

            Assert.Equal(ScopeKey.Of(new AuthOptions { ScopeKey = Key }).NameOf("a"), fromFile.NameOf("a"));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
