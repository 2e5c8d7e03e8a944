using System.Collections.Immutable;

namespace Gateway.Linear;

/// <summary>One entry of the upstream's <c>errors</c>.</summary>
/// <param name="Message">The upstream's own text.</param>
public sealed record UpstreamError(string Message)
{
    /// <summary>The response field that failed; empty for an error of the whole request.</summary>
    public ImmutableArray<UpstreamPathSegment> Path { get; init; } = [];

    /// <summary>The JSON object of <c>extensions</c>, byte for byte as it came; empty if there is none.</summary>
    public ReadOnlyMemory<byte> Extensions { get; init; }

    /// <summary>
    /// <c>extensions.type</c>, such as <c>invalid input</c>. Where the upstream names none, the one that the HTTP status 401, 403 or 429
    /// stands for; else null.
    /// </summary>
    public string? Type { get; init; }

    /// <summary><c>extensions.code</c>, such as <c>INPUT_ERROR</c>; null if there is none.</summary>
    public string? Code { get; init; }

    /// <summary>
    /// Whether an entity was asked for that is deleted, hidden from this credential, or never was: the upstream does not tell these apart.
    /// </summary>
    // No code stands for it alone: INPUT_ERROR also means a malformed id, so the message decides.
    public bool IsNotFound => Type == ErrorTypes.InvalidInput && Message.StartsWith("Entity not found", StringComparison.Ordinal);

    /// <summary>Whether the quota is spent. The upstream says so with HTTP status 400, so nothing but this tells.</summary>
    public bool IsRateLimited => Type == ErrorTypes.RateLimited || Code == "RATELIMITED";
}
