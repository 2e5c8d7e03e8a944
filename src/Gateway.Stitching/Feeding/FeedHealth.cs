namespace Gateway.Stitching.Feeding;

/// <summary>How far the upstream's own subscriptions can be relied on.</summary>
public enum FeedHealth
{
    /// <summary>Nobody listens, and nobody is meant to.</summary>
    Off,

    /// <summary>Nobody listens just now: what changes is seen when it has aged.</summary>
    Blind,

    /// <summary>Somebody listens, and the upstream refuses to tell all: what it tells is heard, and what it does not is seen when it has aged.</summary>
    Partial,

    /// <summary>Somebody listens, and makes good what was missed before.</summary>
    Repairing,

    /// <summary>Each change is told.</summary>
    Live,
}
