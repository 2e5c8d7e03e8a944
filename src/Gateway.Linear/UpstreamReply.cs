using System.Collections.Immutable;

namespace Gateway.Linear;

/// <summary>What came back for one request.</summary>
/// <remarks>
/// Either <see cref="Fault"/> is set and there is no GraphQL answer, or there is one: then <see cref="Data"/>, <see cref="Errors"/> or both
/// hold something. The bytes belong to the reply and are never reused.
/// </remarks>
public sealed class UpstreamReply
{
    /// <summary>Why there is no GraphQL answer at all; null if there is one.</summary>
    public UpstreamFault? Fault { get; init; }

    /// <summary>The JSON object of <c>data</c>, byte for byte as it came; empty if absent or null.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The entries of <c>errors</c>, in their order. May accompany <see cref="Data"/>: partial success is normal.</summary>
    public ImmutableArray<UpstreamError> Errors { get; init; } = [];

    /// <summary>Whether the request was refused on the way, so that nothing was sent: it tells nothing of the upstream.</summary>
    public bool IsUnsent { get; init; }

    /// <summary>What the headers said about the quota; told for faults too, where an answer arrived at all.</summary>
    public RateLimitReading RateLimit { get; init; }

    /// <summary>A reply that is nothing but a fault.</summary>
    public static UpstreamReply Failed(UpstreamFault fault) => new() { Fault = fault };

    /// <summary>A GraphQL answer that is as good as a fault to the operator: the credential or the quota is no good. Null if it is not.</summary>
    /// <param name="isCallers">Whether the caller's own credential was sent.</param>
    internal UpstreamFault? RefusalInGraphQL(bool isCallers) =>
        Fault is not null || !Data.IsEmpty ? null
        : Errors.Any(error => error.IsRateLimited) ? new UpstreamFault(UpstreamFaultKind.RateLimited, "Linear's rate limit is exceeded.")
        : Errors.Any(error => error.Type == ErrorTypes.Authentication) ? FaultClassifier.Refusal(isCallers)
        : null;
}
