namespace Gateway.Linear.Feed;

/// <summary>How a connection to the upstream's subscriptions has ended.</summary>
/// <param name="Kind">For code.</param>
/// <param name="Code">The close code of the WebSocket; null if there was none.</param>
public sealed record FeedEnd(FeedEndKind Kind, int? Code)
{
    /// <summary>What is wrong with it, of those that were refused by field; null for none.</summary>
    public string? Field { get; init; }

    /// <summary>As Linear and the protocol mean their codes.</summary>
    internal static FeedEnd OfClose(int? code) => new(
        code switch
        {
            4001 or 4002 or 4401 or 4403 => FeedEndKind.Unauthorized,
            4003 or 4429 => FeedEndKind.Crowded,
            _ => FeedEndKind.Closed,
        },
        code);
}
