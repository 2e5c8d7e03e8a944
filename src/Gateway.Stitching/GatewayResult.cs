using Gateway.Linear;

namespace Gateway.Stitching;

/// <summary>What became of a request.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="IsStale">Whether the response holds something older than it would if the upstream did not fail.</param>
public readonly record struct GatewayResult(GatewayOutcome Outcome, bool IsStale)
{
    /// <summary>Whether there is an error in it.</summary>
    public bool HasErrors { get; init; }

    /// <summary>Whether all of it went to <see cref="GatewayRequest.Parts"/>, so that there is no response besides.</summary>
    public bool WasSentInParts { get; init; }

    /// <summary>What the answer was made of.</summary>
    public CacheUse Use { get; init; }

    /// <summary>When its oldest value was fetched, in milliseconds of Unix time; 0 if it has none.</summary>
    public long OldestAt { get; init; }

    /// <summary>What the upstream's quota is, if something is missing from the response for want of it; else null.</summary>
    public RateLimitReading? Refusal { get; init; }
}
