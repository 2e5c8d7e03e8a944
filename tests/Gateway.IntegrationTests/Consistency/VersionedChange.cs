using Gateway.Sandbox;

namespace Gateway.IntegrationTests.Consistency;

/// <summary>An entity has got its next version.</summary>
/// <param name="Entity">The entity's number.</param>
/// <param name="Version">The version it has now.</param>
/// <param name="Webhooks">What is to be told of it.</param>
internal readonly record struct VersionedChange(int Entity, long Version, IReadOnlyList<SandboxWebhook> Webhooks);
