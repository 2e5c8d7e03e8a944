using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Changing;

/// <summary>What a command comes to.</summary>
/// <param name="After">The world after it.</param>
/// <param name="Id">The entity created, changed or removed.</param>
/// <param name="Webhooks">What is to be told, in order.</param>
internal sealed record Outcome(Snapshot After, string Id, IReadOnlyList<SandboxWebhook> Webhooks);
