namespace Gateway.Linear;

/// <summary>For whom a request is made, the most important first.</summary>
public enum UpstreamPriority
{
    /// <summary>Somebody waits for it.</summary>
    Caller,

    /// <summary>It renews, behind an answer that was given, what has become old.</summary>
    Refresh,

    /// <summary>It looks for what no event told.</summary>
    Repair,
}
