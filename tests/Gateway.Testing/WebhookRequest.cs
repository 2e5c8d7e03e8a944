using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Gateway.Sandbox;

namespace Gateway.Testing;

/// <summary>Makes the requests by which Linear delivers webhooks, for tests that decide themselves when and where one arrives.</summary>
public static class WebhookRequest
{
    /// <summary>A signed delivery. Each attempt needs a request of its own.</summary>
    /// <param name="webhook">What is told.</param>
    /// <param name="gateway">The address of the gateway.</param>
    /// <param name="secret">The signing secret that the gateway knows.</param>
    public static HttpRequestMessage Of(SandboxWebhook webhook, Uri gateway, byte[] secret)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway, "/webhooks/linear"))
        {
            Content = new ReadOnlyMemoryContent(webhook.Body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add("Linear-Delivery", webhook.Delivery);
        request.Headers.Add("Linear-Event", webhook.Event);
        request.Headers.Add("Linear-Signature", Convert.ToHexStringLower(HMACSHA256.HashData(secret, webhook.Body.Span)));
        request.Headers.Add("Linear-Timestamp", webhook.Timestamp.ToString(CultureInfo.InvariantCulture));
        return request;
    }
}
