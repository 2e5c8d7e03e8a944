using Gateway.GraphQL.Types;
using Gateway.Testing;
using Gateway.Testing.Inventing;

namespace Gateway.Tests.Schemas;

public sealed class LargerSchemaTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-").FullName;

    [Fact]
    public async Task The_sandbox_stands_behind_a_schema_that_is_larger_than_its_world()
    {
        string path = Path.Combine(_folder, "all.graphql");
        string sdl = SchemaPrinter.Print(TestSchema.Slice).Replace("type Query {\n", "type Query {\n  fable(id: String!): Fable\n", StringComparison.Ordinal)
            + "\n\ntype Fable implements Node {\n  id: ID!\n}\n";
        await File.WriteAllTextAsync(path, sdl, TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartWithSandboxAsync(("Schema:Slice", path));

        using var answer = await gateway.PostAsync("""{"query":"{ fable(id: \"a\") { id } viewer { __typename } }"}""");

        Assert.Equal(
            """{"data":{"fable":null,"viewer":{"__typename":"User"}},"extensions":{"warnings":[{"message":"The upstream does not offer Query.fable any more, or not with these arguments: it is null.","coordinate":"Query.fable","path":["fable"]}]}}""",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_upstream_is_asked_at_start_what_it_has()
    {
        string sdl = SchemaPrinter.Print(TestSchema.Slice).Replace("  statusLabel: String\n", "  later: String\n", StringComparison.Ordinal);
        var upstream = new InventedUpstream(InventedGateway.BuildSchema(sdl), 1);
        await using var gateway = await TestGateway.StartAsync(
            new GatewaySetup { Upstream = upstream, WatchesUpstream = true }, ("Schema:DriftInterval", "01:00:00"));
        for (int i = 0; i < 10_000 && !gateway.Log.Text.Contains("1040", StringComparison.Ordinal); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        using var answer = await gateway.PostAsync("""{"query":"{ viewer { statusLabel isMe } }"}""");

        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"statusLabel\":null,\"isMe\":", text, StringComparison.Ordinal);
        Assert.Contains("\"coordinate\":\"User.statusLabel\"", text, StringComparison.Ordinal);
        Assert.Empty(upstream.Refused);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
