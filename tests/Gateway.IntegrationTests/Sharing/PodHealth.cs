using System.Net;
using System.Text.Json;

namespace Gateway.IntegrationTests.Sharing;

/// <summary>What a pod says of itself at <c>/health/ready</c>.</summary>
/// <param name="Code">The status of the answer.</param>
/// <param name="Degraded">Whether it does less than it was meant to.</param>
/// <param name="Store">How it keeps records.</param>
/// <param name="Redis">The state of Redis; empty if it does not say.</param>
internal readonly record struct PodHealth(HttpStatusCode Code, bool Degraded, string Store, string Redis)
{
    /// <summary>All is as it was meant to be.</summary>
    public static PodHealth Whole { get; } = new(HttpStatusCode.OK, false, "shared", "up");

    public static PodHealth Of(HttpStatusCode code, string body)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        return new PodHealth(
            code,
            root.TryGetProperty("degraded", out var degraded) && degraded.GetBoolean(),
            root.GetProperty("store").GetString()!,
            root.TryGetProperty("redis", out var redis) ? redis.GetString() ?? "" : "");
    }
}
