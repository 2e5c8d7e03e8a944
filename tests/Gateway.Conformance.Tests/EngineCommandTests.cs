namespace Gateway.Conformance.Tests;

/// <summary>The commands that answer one question each.</summary>
public sealed class EngineCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-engine-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0, "{\n  a\n}\n", "document parse DOCUMENT", "{a}")]
    [InlineData(1, "{\"message\":\"Syntax Error: Expected Name, found <EOF>.\",\"locations\":[{\"line\":1,\"column\":2}]}\n", "document parse DOCUMENT", "{")]
    [InlineData(0, "[]\n", "document validate --schema SCHEMA DOCUMENT", "{a}")]
    [InlineData(1, "[{\"message\":\"Syntax Error: Expected Name, found <EOF>.\",\"locations\":[{\"line\":1,\"column\":2}]}]\n", "document validate --schema SCHEMA DOCUMENT", "{")]
    [InlineData(1, "[{\"message\":\"Unknown type \\\"Xyz\\\".\",\"locations\":[{\"line\":1,\"column\":17}]}]\n", "document validate --schema=BROKEN DOCUMENT", "{a}")]
    [InlineData(0, "{\"data\":{\"a\":5}}\n", "document execute --schema SCHEMA --data DATA DOCUMENT", "{a}")]
    [InlineData(1, "{\"errors\":[{\"message\":\"Unknown operation named \\\"B\\\".\"}]}\n", "document execute --schema SCHEMA --data DATA --operation B DOCUMENT", "{a}")]
    [InlineData(0, "{\"data\":{\"e\":{\"x\":7}}}\n", "document execute --schema SCHEMA --data DATA --variables VARIABLES DOCUMENT", "query ($v: Int) { e(x: $v) }")]
    [InlineData(0, "type Query {\n  a: Int\n  e(x: Int): Any\n}\n\nscalar Any\n", "schema print SCHEMA", "")]
    [InlineData(1, "[{\"message\":\"Unknown type \\\"Xyz\\\".\",\"locations\":[{\"line\":1,\"column\":17}]}]\n", "schema introspect BROKEN", "")]
    [InlineData(2, "", "document parse", "")]
    [InlineData(2, "", "document parse MISSING", "")]
    [InlineData(2, "", "document execute --schema SCHEMA --data DOCUMENT DOCUMENT", "{a}")]
    [InlineData(2, "", "document validate DOCUMENT", "{a}")]
    [InlineData(2, "", "document parse DOCUMENT --schema SCHEMA", "{a}")]
    public async Task Prints_the_answer_and_tells_by_exit_code(int exitCode, string output, string command, string document)
    {
        string[] args = [.. command.Split(' ').Select(word => word
            .Replace("DOCUMENT", Write("document", document), StringComparison.Ordinal)
            .Replace("SCHEMA", Write("schema", "type Query { a: Int e(x: Int): Any } scalar Any"), StringComparison.Ordinal)
            .Replace("BROKEN", Write("broken", "type Query { a: Xyz }"), StringComparison.Ordinal)
            .Replace("DATA", Write("data", """{ "a": 5, "e": { "$args": true } }"""), StringComparison.Ordinal)
            .Replace("VARIABLES", Write("variables", """{ "v": 7 }"""), StringComparison.Ordinal))];

        using var process = Programs.StartGateway(args);
        var run = await Programs.RunAsync(process);

        Assert.Equal((exitCode, output), (run.ExitCode, run.Output));
        Assert.Equal(exitCode == 2, run.Error.Length > 0);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
