using System.Diagnostics.CodeAnalysis;

namespace Gateway.Sandbox;

/// <summary>What a command did, or why it did nothing.</summary>
public sealed class SandboxChange
{
    [MemberNotNullWhen(true, nameof(Id)), MemberNotNullWhen(false, nameof(Error))]
    public bool Ok => Error is null;

    /// <summary>The entity created, changed or removed; for a prompt the activity.</summary>
    public string? Id { get; internal init; }

    /// <summary>What is wrong with the command.</summary>
    public string? Error { get; internal init; }

    /// <summary>The webhooks it caused, in the order they are sent.</summary>
    public IReadOnlyList<SandboxWebhook> Webhooks { get; internal init; } = [];

    /// <summary>Ends when each webhook was answered or failed for the first time. Never fails. Webhooks that failed are sent again later.</summary>
    public Task Delivered { get; internal init; } = Task.CompletedTask;
}
