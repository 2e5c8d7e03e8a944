namespace Gateway.Caching.Quota;

/// <summary>What the answer to one request told of the quota. Null means that nothing was said.</summary>
public sealed record QuotaObservation
{
    /// <summary>What it told of requests.</summary>
    public QuotaReading Requests { get; init; }

    /// <summary>What it told of points.</summary>
    public QuotaReading Points { get; init; }

    /// <summary>How many points the request was charged.</summary>
    public double? Charged { get; init; }

    /// <summary>Whether the upstream refused the request because a quota is spent: this one, unless the numbers say that a tenth of it is left.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Whether the quota that is spent is one of some fields only: then this one is as its numbers say.</summary>
    public bool IsOfEndpoint { get; init; }

    /// <summary>How long the upstream asked us to stay away. Obeyed for an hour at most.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
