using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Types;

namespace Gateway.Sandbox.Tests;

/// <summary>The schema of the slice, and one sandbox that no test changes.</summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    private static readonly HttpClient Http = new(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None });

    public static Schema Schema { get; } = BuildSchema("scalar Unused");

    public SandboxServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Server = await StartAsync(new SandboxOptions { RequestLimit = 1_000_000, ComplexityLimit = int.MaxValue });

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    public static Task<SandboxServer> StartAsync(SandboxOptions options) => StartAsync(options, TimeProvider.System);

    public static Task<SandboxServer> StartAsync(SandboxOptions options, TimeProvider time) =>
        SandboxServer.StartAsync(options, Schema, time, TestContext.Current.CancellationToken);

    /// <summary>All nodes of a root list, archived ones included where the arguments say so.</summary>
    public static async Task<List<JsonNode>> AllAsync(SandboxServer server, string field, string arguments, string selection)
    {
        var all = new List<JsonNode>();
        string? cursor = null;
        do
        {
            string after = cursor is null ? "" : $", after: \"{cursor}\"";
            var answer = await AskAsync(
                server,
                $"{{ list: {field}(first: 100{after}{arguments}) {{ nodes {{ {selection} }} pageInfo {{ hasNextPage endCursor }} }} }}",
                null);
            var list = answer["data"]?["list"] ?? throw new InvalidOperationException(answer.ToJsonString());
            all.AddRange(list["nodes"]!.AsArray().Select(node => node!.DeepClone()));
            cursor = (bool)list["pageInfo"]!["hasNextPage"]! ? (string)list["pageInfo"]!["endCursor"]! : null;
        }
        while (cursor is not null);
        return all;
    }

    /// <summary>A command over HTTP.</summary>
    public static async Task<(HttpStatusCode Status, JsonNode Body)> ControlAsync(SandboxServer server, string path, object command)
    {
        using var content = new StringContent(JsonSerializer.Serialize(command), Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(new Uri(server.Endpoint, path), content, TestContext.Current.CancellationToken);
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonNode.Parse(body)!);
    }

    /// <summary>A request written by hand; headers may be left out.</summary>
    public static async Task<(HttpResponseMessage Response, JsonNode Body)> PostAsync(SandboxServer server, byte[] body, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Endpoint) { Content = new ByteArrayContent(body) };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }

    public Task<JsonNode> AskAsync(string query) => AskAsync(Server, query, null);

    /// <summary>The body of an answer, whatever its status.</summary>
    public static async Task<JsonNode> AskAsync(SandboxServer server, string query, object? variables)
    {
        using var response = await SendAsync(server, query, variables);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    public static async Task<HttpResponseMessage> SendAsync(SandboxServer server, string query, object? variables)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Endpoint)
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query, variables }), Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", "lin_api_test");
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The slice with more definitions.</summary>
    public static Schema BuildSchema(string more)
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "schema", "linear.graphql")))
        {
            directory = directory.Parent!;
        }

        byte[] text = File.ReadAllBytes(Path.Combine(directory.FullName, "schema", "linear.graphql"));
        var built = SchemaBuilder.Build(
            Parser.Parse(text, ParserLimits.Schema).Document!, Parser.Parse(Encoding.UTF8.GetBytes(more), ParserLimits.Schema).Document!);
        return built.Schema ?? throw new InvalidOperationException(built.Errors[0].Message);
    }
}
