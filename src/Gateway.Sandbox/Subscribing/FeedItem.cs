using Gateway.Sandbox.Serving;

namespace Gateway.Sandbox.Subscribing;

/// <summary>What one connection has to do next, in its order.</summary>
internal abstract record FeedItem
{
    private FeedItem()
    {
    }

    /// <summary>A message goes out as it is.</summary>
    internal sealed record Say(byte[] Text) : FeedItem;

    /// <summary>A subscription begins.</summary>
    internal sealed record Begin(string Id, PreparedRequest Request) : FeedItem;

    /// <summary>A subscription is over.</summary>
    internal sealed record End(string Id) : FeedItem;

    /// <summary>The world has changed.</summary>
    internal sealed record Change(WorldChange World) : FeedItem;

    /// <summary>The connection is closed.</summary>
    internal sealed record Close(int Code, string Reason) : FeedItem;
}
