using System.Text.Json;
using Gateway.GraphQL.Types;
using Gateway.Testing;
using Gateway.Tests.Auth;

namespace Gateway.Tests.Configuration;

/// <summary>What depends on the schema beside the engine, when there is another schema.</summary>
public sealed class ReloadedSchemaTests : IDisposable
{
    private readonly ReloadBench _bench = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("reloaded-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _bench.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_field_that_was_added_can_be_asked_for_and_what_the_upstream_lacks_is_still_known()
    {
        using var slice = new MountedFile("all.graphql", WithFable("id: ID!"));
        await using var gateway = await _bench.StartAsync(("Schema:Slice", slice.Path));
        string? before = await ReloadBench.ErrorAsync(gateway, "{ fable(id: \"a\") { id moral } }");

        slice.Swap(WithFable("id: ID! moral: String"));
        await ReloadBench.HeardAsync(gateway, 1060);
        var after = await gateway.AskAsync("{ fable(id: \"a\") { id moral } viewer { __typename } }");

        Assert.Contains("Cannot query field \"moral\"", before, StringComparison.Ordinal);
        Assert.Equal("""{"fable":null,"viewer":{"__typename":"User"}}""", after.GetProperty("data").GetRawText());
        Assert.Equal("Query.fable", after.GetProperty("extensions").GetProperty("warnings")[0].GetProperty("coordinate").GetString());
    }

    [Fact]
    public async Task A_schema_without_what_is_denied_or_trusted_is_refused()
    {
        string text = SchemaPrinter.Print(TestSchema.Slice);
        using var slice = new MountedFile("all.graphql", text);
        using var clients = new ClientsOnDisk().With("reports", deny: "User.statusLabel");
        await File.WriteAllTextAsync(Path.Combine(_folder, "label.graphql"), "{ viewer { id statusLabel } }", Cancel);
        await using var gateway = await _bench.StartAsync(
            ("Schema:Slice", slice.Path), ("Documents:Folder", _folder), ("Auth:ClientsFile", clients.Path),
            ("Auth:AllowAnonymous", "true"), ("Auth:AnonymousDeny", "User.statusLabel"));

        slice.Swap(text.Replace("  statusLabel: String\n", "  statusWord: String\n", StringComparison.Ordinal));
        await ReloadBench.HeardAsync(gateway, 1061);

        Assert.Contains("label.graphql(1,15): Cannot query field \"statusLabel\"", gateway.Log.Text, StringComparison.Ordinal);
        Assert.Contains("Client \"reports\" is denied \"User.statusLabel\", which the schema has not any more.", gateway.Log.Text, StringComparison.Ordinal);
        Assert.Contains("Auth:AnonymousDeny names \"User.statusLabel\"", gateway.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clients_that_are_named_later_are_denied_what_the_new_schema_has()
    {
        using var slice = new MountedFile("all.graphql", WithFable("id: ID!"));
        using var clients = new ClientsOnDisk().With("reports");
        await using var gateway = await _bench.StartAsync(("Schema:Slice", slice.Path), ("Auth:ClientsFile", clients.Path));
        await ReloadBench.HeardAsync(gateway, 1050);
        clients.With("closed", deny: "Fable.moral");
        await ReloadBench.HeardAsync(gateway, 1051);

        slice.Swap(WithFable("id: ID! moral: String"));
        await ReloadBench.HeardAsync(gateway, 1060);
        await ReloadBench.HeardAsync(gateway, 1050, 2);
        var (_, answer, _) = await ClientTests.AskAsync(gateway, "{ fable(id: \"a\") { moral } }", ("x-api-key", clients["closed"]));

        Assert.Equal("FORBIDDEN", ClientTests.Of(answer, "code"));
    }

    [Fact]
    public async Task Events_are_read_by_the_new_rules()
    {
        string rule = "  @invalidatedBy(event: \"User\", id: \"data.id\")\n";
        _bench.Extensions.Swap(TestSchema.Extensions.Replace(rule, "\n", StringComparison.Ordinal));
        await using var gateway = await _bench.StartAsync(("Webhooks:Secret", TestGateway.Secret));
        string viewer = (await gateway.AskAsync("{ viewer { id } }")).GetProperty("data").GetProperty("viewer").GetProperty("id").GetString()!;
        string body = $$"""{"action":"update","type":"User","data":{"id":"{{viewer}}"},"webhookTimestamp":1}""";
        using var ignored = await gateway.SendWebhookAsync(body);
        long before = gateway.Host.Store.Sequence;

        _bench.Extensions.Swap(TestSchema.Extensions);
        await ReloadBench.HeardAsync(gateway, 1060);
        using var applied = await gateway.SendWebhookAsync(body);

        Assert.True(applied.IsSuccessStatusCode && ignored.IsSuccessStatusCode);
        Assert.Equal(0, before);
        Assert.True(gateway.Host.Store.Sequence > before);
    }

    [Fact]
    public async Task Operators_see_it_and_counters_go_on()
    {
        using var clients = new ClientsOnDisk().With("operator", "read,admin");
        await using var gateway = await _bench.StartAsync(("Auth:ClientsFile", clients.Path), ("Admin:Url", "http://127.0.0.1:0"));
        using var http = new HttpClient { BaseAddress = gateway.Host.AdminAddress };
        http.DefaultRequestHeaders.Add("x-api-key", clients["operator"]);
        await ClientTests.AskAsync(gateway, "{ viewer { id name } }", ("x-api-key", clients["operator"]));
        double before = await LookupsAsync(http);

        _bench.Extensions.Swap(ReloadBench.WithUsers("@cacheControl(maxAge: 200)"));
        await ReloadBench.HeardAsync(gateway, 1060);
        string[] current = await StateAsync(http);
        double after = await LookupsAsync(http);
        await ClientTests.AskAsync(gateway, "{ viewer { name } }", ("x-api-key", clients["operator"]));
        double later = await LookupsAsync(http);
        _bench.Extensions.Swap("type");
        await ReloadBench.HeardAsync(gateway, 1061);

        Assert.Equal(["current", "1"], current);
        Assert.Equal(["rejected", "1"], await StateAsync(http));
        Assert.True(before > 0 && after == before && later > after, $"{before} {after} {later}");
    }

    private static async Task<string[]> StateAsync(HttpClient http)
    {
        var state = JsonElement.Parse(await http.GetStringAsync(new Uri("/admin/state", UriKind.Relative), Cancel));
        return [state.GetProperty("configuration").GetString()!, state.GetProperty("reloads").GetRawText()];
    }

    private static async Task<double> LookupsAsync(HttpClient http) =>
        (await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel)).Split('\n')
            .Where(line => line.StartsWith("gateway_cache_lookups_total", StringComparison.Ordinal) && line.Contains("\"User\"", StringComparison.Ordinal))
            .Sum(line => double.Parse(line.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture));

    private static string WithFable(string fields) =>
        SchemaPrinter.Print(TestSchema.Slice).Replace("type Query {\n", "type Query {\n  fable(id: String!): Fable\n", StringComparison.Ordinal)
        + $"\n\ntype Fable implements Node {{\n  {fields}\n}}\n";
}
