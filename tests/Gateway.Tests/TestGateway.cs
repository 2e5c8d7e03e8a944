using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gateway.Linear.Webhooks;
using Gateway.Testing;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests;

/// <summary>A gateway on a free loopback port, and the means to ask it.</summary>
public sealed class TestGateway : IAsyncDisposable
{
    public const string Secret = "lin_wh_not_for_logs";

    private TestGateway(GatewayHost host, CapturedLog log)
    {
        (Host, Log) = (host, log);

        // As a process of its own: it is not part of what the gateway traces.
        Http = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = host.Address };
    }

    public GatewayHost Host { get; }

    public CapturedLog Log { get; }

    public HttpClient Http { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>One in front of an upstream that answers nothing but an error.</summary>
    public static Task<TestGateway> StartAsync(params (string Key, string Value)[] settings) =>
        StartAsync(new GatewaySetup { Upstream = FakeUpstream.Answering(_ => """{"errors":[{"message":"Out of order."}]}""") }, settings);

    /// <summary>One in front of its own sandbox.</summary>
    public static Task<TestGateway> StartWithSandboxAsync(params (string Key, string Value)[] settings) =>
        StartAsync(new GatewaySetup(), [("Sandbox:Sessions", "20"), .. settings]);

    public static async Task<TestGateway> StartAsync(GatewaySetup setup, params (string Key, string Value)[] settings)
    {
        var log = new CapturedLog();
        var all = new Dictionary<string, string?> { ["Urls"] = "http://127.0.0.1:0", ["Logging:LogLevel:Default"] = "Trace", ["Schema:DriftInterval"] = "0", ["Feed:Enabled"] = "false" };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        return new TestGateway(
            await GatewayHost.StartAsync(setup with { Settings = all, ConfigureLogging = logging => logging.AddProvider(log) }, Cancel), log);
    }

    /// <summary>Sends a body to <c>/graphql</c> as JSON.</summary>
    public Task<HttpResponseMessage> PostAsync(string body) => PostAsync(Encoding.UTF8.GetBytes(body), "application/json");

    public Task<HttpResponseMessage> PostAsync(byte[] body, string? contentType)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        return Http.PostAsync("/graphql", content, Cancel);
    }

    /// <summary>Asks and reads the answer, whatever its status.</summary>
    public async Task<JsonElement> AskAsync(string query)
    {
        using var response = await PostAsync(JsonSerializer.Serialize(new { query }));
        return await JsonOf(response);
    }

    /// <summary>Sends a webhook, signed with <see cref="Secret"/> unless told otherwise.</summary>
    public Task<HttpResponseMessage> SendWebhookAsync(string body, string secret = Secret) =>
        SendWebhookAsync(body, [WebhookSignature.Compute(Encoding.UTF8.GetBytes(body), Encoding.UTF8.GetBytes(secret))]);

    public async Task<HttpResponseMessage> SendWebhookAsync(string body, string[] signatures)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/linear") { Content = new StringContent(body) };
        foreach (string signature in signatures)
        {
            request.Headers.TryAddWithoutValidation("Linear-Signature", signature);
        }

        return await Http.SendAsync(request, Cancel);
    }

    public static async Task<JsonElement> JsonOf(HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(Cancel));

    /// <summary>The status, and the message of the first error if there is one.</summary>
    public static async Task<(int Status, string? Message)> OutcomeOf(Task<HttpResponseMessage> sending)
    {
        using var response = await sending;
        var json = await JsonOf(response);
        return ((int)response.StatusCode, json.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("message").GetString() : null);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
    }
}
