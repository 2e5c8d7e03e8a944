using Gateway.GraphQL.Values;

namespace Gateway.Explorer;

/// <summary>What the explorer asks for when it starts: <c>bcp-config.json</c>.</summary>
internal static class ExplorerConfiguration
{
    public const string Name = "bcp-config.json";

    // The first one needs no variables, so that whoever opens the page can run it at once.
    private static readonly string[] Examples = ["agent-sessions", "agent-session", "issue-comments", "who-am-i"];

    /// <summary>The file, in UTF-8. It sends nothing to its maker, and asks the address that the page has come from.</summary>
    public static ReadOnlyMemory<byte> Create(string title) => CanonicalJson.Write(title, static (json, title) =>
    {
        json.WriteStartObject();
        json.WriteString("title"u8, title);
        json.WriteBoolean("useBrowserUrlAsEndpoint"u8, true);
        json.WriteBoolean("disableTelemetry"u8, true);
        json.WriteString("graphQLDocument"u8, string.Join('\n', Examples.Select(Read)));
        json.WriteStartObject("variables"u8);
        json.WriteNumber("first"u8, 10);
        json.WriteString("id"u8, "");
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static string Read(string example)
    {
        using var stream = typeof(ExplorerConfiguration).Assembly.GetManifestResourceStream($"operations/{example}.graphql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
