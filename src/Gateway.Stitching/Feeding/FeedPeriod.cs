namespace Gateway.Stitching.Feeding;

/// <summary>A time during which the feed's health is the same. Another object for each, so that answers can be told apart by it.</summary>
/// <param name="health">How it is.</param>
/// <param name="isHolder">Whether it is this process that listens, or tries to.</param>
/// <param name="since">When it began.</param>
public sealed class FeedPeriod(FeedHealth health, bool isHolder, DateTimeOffset since)
{
    public FeedHealth Health => health;

    public bool IsHolder => isHolder;

    public DateTimeOffset Since => since;

    /// <summary>Whether each change of what the feed tells is told, so that values may be old.</summary>
    public bool IsLive => health == FeedHealth.Live;

    /// <summary>How others are told: see <see cref="HealthOf"/>.</summary>
    internal string Note => health.ToString();

    /// <summary>What the holder says of itself; blind if it says nothing.</summary>
    internal static FeedHealth HealthOf(string note) => Enum.TryParse<FeedHealth>(note, out var health) ? health : FeedHealth.Blind;
}
