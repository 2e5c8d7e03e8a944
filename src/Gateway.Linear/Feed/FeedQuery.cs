namespace Gateway.Linear.Feed;

/// <summary>One subscription.</summary>
/// <param name="Field">The field of <c>Subscription</c>.</param>
/// <param name="Selection">What is asked of what it tells, as between the braces.</param>
public sealed record FeedQuery(string Field, string Selection)
{
    /// <summary>The document.</summary>
    public string Document => $"subscription {{ {Field} {{ {Selection} }} }}";
}
