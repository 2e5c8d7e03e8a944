using System.Net;

namespace Gateway.Tests.Auth;

/// <summary>The clients file while the gateway runs, and at its start.</summary>
public sealed class ClientFollowingTests : IDisposable
{
    private const string Query = "{ __typename }";

    private readonly ClientsOnDisk _clients = new ClientsOnDisk().With("reports");

    public void Dispose() => _clients.Dispose();

    [Fact]
    public async Task A_key_is_changed_without_a_restart_and_without_a_gap()
    {
        await using var gateway = await StartAsync();
        string first = _clients["reports"];
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, first));

        string second = _clients.AddKey("reports");
        await WaitAsync(gateway, second, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, first));

        _clients.DropKey("reports");
        await WaitAsync(gateway, first, HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, second));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"clients":[],"clients":[]}""")]
    [InlineData("""{"clients":[{"name":"reports","keys":["hidden"]}]}""")]
    [InlineData("""{"clients":[{"name":"reports","denies":["User.email"]}]}""")]
    [InlineData("""{"clients":[{"name":"reports","deny":["User.hidden"]}]}""")]
    public async Task A_file_that_is_no_good_leaves_the_clients_of_before_and_is_told(string broken)
    {
        await using var gateway = await StartAsync();
        _clients.Break(broken);
        for (int i = 0; i < 200 && !gateway.Log.Text.Contains("The clients file cannot be used", StringComparison.Ordinal); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Contains("The clients file cannot be used", gateway.Log.Text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, _clients["reports"]));
        Assert.DoesNotContain("[\"hidden", gateway.Log.Text, StringComparison.Ordinal);

        string next = _clients.AddKey("reports");
        await WaitAsync(gateway, next, HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_start_with_a_broken_file_is_none_and_tells_all_that_is_wrong_at_once()
    {
        _clients.Break("""
            {"clients":[
              {"name":"a b"},
              {"name":"one","keys":["gw_hidden"],"permissions":["reed"],"deny":["User.e-mail","Users.email","UserFilter.nope","Query.users(nope:)"]},
              {"name":"two","subjects":["s"],"concurrency":-1},
              {"name":"two","subjects":["s"]}]}
            """);

        var stop = await Assert.ThrowsAsync<StartException>(() => StartAsync());

        Assert.True(stop.Faults.Length == 10, string.Join('\n', stop.Faults));
        Assert.All(stop.Faults, fault => Assert.StartsWith("Auth:ClientsFile: ", fault, StringComparison.Ordinal));
        Assert.DoesNotContain("hidden", string.Concat(stop.Faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Auth:ClientsFile", "/no/such/file", "Auth:ClientsFile names a file that cannot be read, or that has more than 4 MiB.")]
    [InlineData("Auth:AnonymousPermissions", "read,admin", "Auth:AnonymousPermissions must name permissions (read, mutate, subscribe, introspect), separated by commas; empty for none. The permission admin needs a key.")]
    [InlineData("Auth:AnonymousDeny", "User.emial", "Auth:AnonymousDeny: \"User.emial\" is no field, argument or input field of the schema.")]
    [InlineData("Auth:Jwt:Isuer", "x", "Auth:Jwt:Isuer is no option. Did you mean Auth:Jwt:Issuer?")]
    [InlineData("Auth:Jwt", "x", "Auth:Jwt is no option.")]
    public async Task An_unusable_option_is_told_at_the_start(string key, string value, string fault)
    {
        var stop = await Assert.ThrowsAsync<StartException>(() => TestGateway.StartAsync((key, value)));

        Assert.StartsWith(fault, Assert.Single(stop.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_that_tell_what_is_denied_are_warned_of()
    {
        _clients.With("closed", deny: "User.email,UserFilter.email");
        await using var gateway = await StartAsync();
        for (int i = 0; i < 200 && !gateway.Log.Text.Contains("unless these are denied", StringComparison.Ordinal); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Contains("unless these are denied as well: closed: NullableUserFilter.email", gateway.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("closed: UserFilter.email", gateway.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_clients_it_may_listen_to_other_machines()
    {
        await using var gateway = await TestGateway.StartAsync(("Auth:ClientsFile", _clients.Path), ("Urls", "http://0.0.0.0:0"));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(gateway, null));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, _clients["reports"]));
    }

    [Fact]
    public async Task Where_strangers_are_allowed_they_may_do_what_is_left_to_them_and_a_wrong_key_is_still_wrong()
    {
        await using var gateway = await TestGateway.StartWithSandboxAsync(
            ("Auth:ClientsFile", _clients.Path),
            ("Auth:AllowAnonymous", "true"),
            ("Auth:AnonymousPermissions", "read"),
            ("Auth:AnonymousDeny", "User.email"));

        var (_, read, _) = await ClientTests.AskAsync(gateway, "{ viewer { id } }");
        var (_, denied, _) = await ClientTests.AskAsync(gateway, "{ viewer { id email } }");
        var (_, schema, _) = await ClientTests.AskAsync(gateway, "{ __schema { queryType { name } } }");
        var (_, client, _) = await ClientTests.AskAsync(gateway, "{ viewer { id email } }", ("x-api-key", _clients["reports"]));

        Assert.Contains("\"data\":", read, StringComparison.Ordinal);
        Assert.Contains("\"email\":", client, StringComparison.Ordinal);
        Assert.Equal(("FORBIDDEN", "INTROSPECTION_DISABLED"), (ClientTests.Of(denied, "code"), ClientTests.Of(schema, "code")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(gateway, "wrong"));
    }

    private Task<TestGateway> StartAsync() => TestGateway.StartAsync(("Auth:ClientsFile", _clients.Path));

    private static async Task<HttpStatusCode> StatusAsync(TestGateway gateway, string? key) =>
        (await ClientTests.AskAsync(gateway, Query, key is null ? [] : [("Authorization", key)])).Status;

    private static async Task WaitAsync(TestGateway gateway, string key, HttpStatusCode expected)
    {
        for (int i = 0; i < 200 && await StatusAsync(gateway, key) != expected; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Equal(expected, await StatusAsync(gateway, key));
    }
}
