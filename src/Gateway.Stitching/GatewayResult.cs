using Gateway.Linear;

namespace Gateway.Stitching;

/// <summary>What became of a request.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="IsStale">Whether the response holds something older than it would if the upstream did not fail.</param>
public readonly record struct GatewayResult(GatewayOutcome Outcome, bool IsStale)
{
    /// <summary>What the upstream's quota is, if something is missing from the response for want of it; else null.</summary>
    public RateLimitReading? Refusal { get; init; }
}
