using System.Text.Json;
using Gateway.Auth;
using Gateway.Commands;

namespace Gateway.Tests.Commands;

public sealed class AdminCommandTests : IAsyncLifetime, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly string _key = ApiKey.Create();
    private TestGateway _gateway = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        string file = Path.Combine(_folder, "clients.json");
        var client = new { name = "operator", keys = new[] { ApiKey.Describe(_key) }, permissions = new[] { "read", "admin" } };
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { clients = new[] { client } }), Cancel);
        _gateway = await TestGateway.StartWithSandboxAsync(("Auth:ClientsFile", file), ("Admin:Url", "http://127.0.0.1:0"));
    }

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task How_things_stand_is_told_to_who_may_know()
    {
        var (exitCode, output, error) = await RunAsync(_key, "admin state");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal("memory", JsonElement.Parse(output).GetProperty("store").GetString());
    }

    [Fact]
    public async Task The_address_is_that_of_the_options_where_none_is_named()
    {
        using var output = new StringWriter();
        var line = CommandLine.Parse(["admin", "plans", "misses", "--Admin:Url", $"http://*:{_gateway.Host.AdminAddress!.Port}"]);

        int exitCode = await AdminCommand.RunAsync(line, _key, output, TextWriter.Null, Cancel);

        Assert.Equal(0, exitCode);
        Assert.Equal(0, JsonElement.Parse(output.ToString()).GetProperty("known").GetInt32());
    }

    [Fact]
    public async Task What_is_purged_is_not_known_any_more()
    {
        string id = _gateway.Host.Sandbox!.World.Ids("AgentSession")[0];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent($$"""{"query":"{ agentSession(id: \"{{id}}\") { status } }"}""", null, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("x-api-key", _key);
        using var response = await _gateway.Http.SendAsync(request, Cancel);

        var before = await RunAsync(_key, $"admin inspect AgentSession {id}");
        var purge = await RunAsync(_key, $"admin purge AgentSession {id}");
        var after = await RunAsync(_key, $"admin inspect AgentSession {id}");

        Assert.Equal((0, true), (purge.ExitCode, JsonElement.Parse(purge.Output).GetProperty("purged").GetBoolean()));
        Assert.NotEqual(0, FieldsOf(before.Output));
        Assert.Equal(0, FieldsOf(after.Output));
    }

    [Theory]
    [InlineData("admin purge AgentSession", 0)]
    [InlineData("admin purge all", 0)]
    [InlineData("admin purge Nothing", 2)]
    [InlineData("admin inspect Nothing 1", 2)]
    public async Task Whole_types_and_all_can_be_purged_and_what_is_no_type_is_refused(string command, int exitCode) =>
        Assert.Equal(exitCode, (await RunAsync(_key, command)).ExitCode);

    [Theory]
    [InlineData(null, "It answers with status 401: ")]
    [InlineData("gw_hidden", "It answers with status 401: ")]
    public async Task Who_may_not_know_is_refused_and_the_key_is_not_shown(string? key, string fault)
    {
        var (exitCode, output, error) = await RunAsync(key, "admin state");

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(fault, error, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("admin", "'admin' is no command.")]
    [InlineData("admin state now", "admin state is about the whole gateway.")]
    [InlineData("admin plans name", "Say by what: admin plans [time|misses].")]
    [InlineData("admin inspect Issue", "Name one entity: admin inspect TYPE ID.")]
    [InlineData("admin purge", "Name an entity, a whole type or all: admin purge TYPE [ID], admin purge all.")]
    [InlineData("admin state", "Name the operators' address: --url URL, or Admin:Url as the gateway has it.")]
    [InlineData("admin state --url hidden", "--url must be an address, such as http://127.0.0.1:9090.")]
    [InlineData("admin state --Admin:Url hidden", "Admin:Url: 'hidden' is no address")]
    public async Task What_it_cannot_use_is_told(string command, string fault)
    {
        using var error = new StringWriter();

        int exitCode = await AdminCommand.RunAsync(CommandLine.Parse(command.Split(' ')), null, TextWriter.Null, error, Cancel);

        Assert.Equal(1, exitCode);
        Assert.Contains(fault, error.ToString(), StringComparison.Ordinal);
    }

    private static int FieldsOf(string report) => JsonElement.Parse(report).GetProperty("process").GetProperty("fields").GetArrayLength();

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string? key, string command)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var line = CommandLine.Parse([.. command.Split(' '), "--url", _gateway.Host.AdminAddress!.ToString()]);
        int exitCode = await AdminCommand.RunAsync(line, key, output, error, Cancel);
        return (exitCode, output.ToString(), error.ToString());
    }
}
