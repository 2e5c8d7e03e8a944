using Gateway.GraphQL.Types;
using Gateway.Testing;

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

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
