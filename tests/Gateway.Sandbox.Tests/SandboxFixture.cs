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

    public async ValueTask InitializeAsync() => Server = await StartAsync(new SandboxOptions { RequestLimit = 1_000_000, ComplexityLimit = int.MaxValue });

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    public static Task<SandboxServer> StartAsync(SandboxOptions options) =>
        SandboxServer.StartAsync(options, Schema, TimeProvider.System, TestContext.Current.CancellationToken);

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
