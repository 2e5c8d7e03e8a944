using System.Text.Json;

namespace Gateway.Explorer;

/// <summary>What the explorer asks for when it starts: <c>bcp-config.json</c>.</summary>
internal static class ExplorerConfiguration
{
    public const string Name = "bcp-config.json";

    // The first one needs no variables, so that whoever opens the page can run it at once.
    private static readonly string[] Examples = ["agent-sessions", "agent-session", "issue-comments", "who-am-i"];

    /// <summary>The file, in UTF-8. It sends nothing to its maker, and asks the address that the page has come from.</summary>
    public static byte[] Create(string title) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
    {
        ["title"] = title,
        ["useBrowserUrlAsEndpoint"] = true,
        ["disableTelemetry"] = true,
        ["graphQLDocument"] = string.Join('\n', Examples.Select(Read)),
        ["variables"] = new Dictionary<string, object> { ["first"] = 10, ["id"] = "" },
    });

    private static string Read(string example)
    {
        using var stream = typeof(ExplorerConfiguration).Assembly.GetManifestResourceStream($"operations/{example}.graphql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
