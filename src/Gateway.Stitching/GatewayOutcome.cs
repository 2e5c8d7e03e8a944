namespace Gateway.Stitching;

/// <summary>How a request ended.</summary>
public enum GatewayOutcome
{
    /// <summary>It ran: the response has an entry <c>data</c>.</summary>
    Executed,

    /// <summary>It was refused before it ran: the response has errors only.</summary>
    Refused,

    /// <summary>It was refused because it is no query and came in a way that takes nothing else.</summary>
    QueriesOnly,

    /// <summary>It was refused before it ran because the caller may not ask for it.</summary>
    Forbidden,
}
