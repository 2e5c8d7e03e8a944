using Gateway.Linear.Feed;

namespace Gateway.Stitching.Feeding;

/// <summary>One <c>@listensTo</c>.</summary>
/// <param name="Query">The subscription.</param>
/// <param name="Event">The type of the event that it counts as.</param>
/// <param name="Action">Its action.</param>
internal sealed record FeedRule(FeedQuery Query, string Event, string Action);
