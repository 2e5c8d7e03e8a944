namespace Gateway.Sandbox;

/// <summary>A webhook, as it is sent and sent again.</summary>
/// <param name="Event">The header <c>Linear-Event</c>.</param>
/// <param name="Delivery">The header <c>Linear-Delivery</c>: a UUID.</param>
/// <param name="Timestamp">The header <c>Linear-Timestamp</c>: ms since 1970, as in the body.</param>
/// <param name="Body">JSON in UTF-8.</param>
public sealed record SandboxWebhook(string Event, string Delivery, long Timestamp, ReadOnlyMemory<byte> Body);
