namespace Gateway.Linear.Feed;

/// <summary>Why a connection to the upstream's subscriptions has ended.</summary>
public enum FeedEndKind
{
    /// <summary>There was none: nobody answered, or not as a WebSocket.</summary>
    Unreachable,

    /// <summary>The credential was refused, or there is none.</summary>
    Unauthorized,

    /// <summary>The upstream had enough of us: too many subscriptions at once, or too many connections.</summary>
    Crowded,

    /// <summary>All subscriptions were refused, or one that was relied on; or some were, and it is time to try again.</summary>
    Refused,

    /// <summary>Nothing was heard for too long.</summary>
    Silent,

    /// <summary>The upstream ended it, or the wire broke.</summary>
    Closed,

    /// <summary>What came is no graphql-transport-ws.</summary>
    Faulty,

    /// <summary>What was heard could not be applied, so that it must be counted as not heard.</summary>
    NotApplied,
}
