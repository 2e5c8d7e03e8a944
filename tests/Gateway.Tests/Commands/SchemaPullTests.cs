using Gateway.Commands;
using Gateway.GraphQL.Types;
using Gateway.Sandbox;
using Gateway.Testing;

namespace Gateway.Tests.Commands;

public sealed class SchemaPullTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prints_what_the_upstream_publishes()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestSchema.Slice, TimeProvider.System, Cancel);

        var (code, output, error) = await RunAsync("--upstream", sandbox.Endpoint.ToString(), "--Linear:ApiKey", "lin_api_test");

        Assert.Equal("", error);
        Assert.Equal(0, code);
        Assert.Equal(SchemaPrinter.Print(TestSchema.Slice) + "\n", output);
    }

    [Fact]
    public async Task Writes_a_file_whole_in_place_of_the_one_that_was_there()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestSchema.Slice, TimeProvider.System, Cancel);
        string path = Path.Combine(_folder, "pulled.graphql");
        await File.WriteAllTextAsync(path, "old", Cancel);

        var (code, output, _) = await RunAsync("--upstream", sandbox.Endpoint.ToString(), "--Linear:ApiKey", "lin_api_test", "--out", path);

        Assert.Equal(0, code);
        Assert.Equal("", output);
        Assert.Equal(SchemaPrinter.Print(TestSchema.Slice) + "\n", await File.ReadAllTextAsync(path, Cancel));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Says_that_nobody_answers_and_leaves_the_file_alone()
    {
        string path = Path.Combine(_folder, "pulled.graphql");

        var (code, _, error) = await RunAsync("--upstream", "http://127.0.0.1:1/graphql", "--out", path);

        Assert.Equal(2, code);
        Assert.Contains("The upstream did not answer (Unreachable)", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("schema print --out x", "--out belongs to schema pull.")]
    [InlineData("schema pull --out", "--out needs a value.")]
    [InlineData("schema pull --out=", "--out names no file.")]
    [InlineData("schema pull --out a --out b", "--out is given twice.")]
    public void Refuses_a_file_that_is_not_clear(string line, string fault) =>
        Assert.Contains(fault, CommandLine.Parse(line.Split(' ')).Faults);

    [Fact]
    public void Takes_the_short_name_of_the_schema() =>
        Assert.Equal("all.graphql", CommandLine.Parse(["serve", "--schema", "all.graphql"]).Settings["Schema:Slice"]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = await SchemaPullCommand.RunAsync(CommandLine.Parse(["schema", "pull", .. args]), output, error, Cancel);
        return (code, output.ToString(), error.ToString());
    }
}
