namespace Gateway.Stitching;

/// <summary>How a request ended.</summary>
public enum GatewayOutcome
{
    /// <summary>It ran: the response has an entry <c>data</c>.</summary>
    Executed,

    /// <summary>It was refused before it ran: the response has errors only.</summary>
    Refused,
}
