using Gateway.Linear;
using Gateway.Stitching;

namespace Gateway.Http;

/// <summary>What became of a request, for the head of its answer.</summary>
/// <param name="Status">The status by which the answer to it alone would be sent.</param>
/// <param name="IsRefusal">Whether it was understood and not run.</param>
/// <param name="IsStale">Whether the answer holds something older than it would if the upstream did not fail.</param>
internal readonly record struct RequestOutcome(int Status, bool IsRefusal, bool IsStale)
{
    /// <summary>Whether it is on its way already.</summary>
    public bool WasSentInParts { get; init; }

    /// <summary>What the answer was made of.</summary>
    public CacheUse Use { get; init; }

    /// <summary>When its oldest value was fetched, in milliseconds of Unix time; 0 if it has none.</summary>
    public long OldestAt { get; init; }

    /// <summary>What the upstream's quota is, if something is missing from the answer for want of it; else null.</summary>
    public RateLimitReading? RateLimit { get; init; }
}
