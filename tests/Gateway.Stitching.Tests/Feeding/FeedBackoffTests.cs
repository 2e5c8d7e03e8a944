using Gateway.Linear.Feed;
using Gateway.Stitching.Feeding;

namespace Gateway.Stitching.Tests.Feeding;

public sealed class FeedBackoffTests
{
    private readonly FeedBackoff _backoff = new(new FeedOptions { RetryDelay = TimeSpan.FromSeconds(1), MaxRetryDelay = TimeSpan.FromSeconds(60) });

    [Fact]
    public void Waits_double_up_to_the_longest()
    {
        double[] most = [1, 2, 4, 8, 16, 32, 60, 60];

        Assert.All(most, seconds => Assert.InRange(_backoff.Next(FeedEndKind.Unreachable, hasBegun: false).TotalSeconds, seconds * 0.75, seconds));
    }

    [Fact]
    public void Who_had_come_through_begins_with_the_shortest_again()
    {
        for (int i = 0; i < 5; i++)
        {
            _backoff.Next(FeedEndKind.Unreachable, hasBegun: false);
        }

        Assert.InRange(_backoff.Next(FeedEndKind.Closed, hasBegun: true).TotalSeconds, 0.75, 1);
    }

    [Fact]
    public void Who_was_told_a_part_and_asks_for_all_again_need_not_wait() =>
        Assert.InRange(_backoff.Next(FeedEndKind.Refused, hasBegun: true).TotalSeconds, 0.75, 1);

    [Theory]
    [InlineData(FeedEndKind.Unauthorized)]
    [InlineData(FeedEndKind.Crowded)]
    [InlineData(FeedEndKind.Refused)]
    public void What_haste_makes_no_better_waits_longest_at_once(FeedEndKind kind) =>
        Assert.InRange(_backoff.Next(kind, hasBegun: false).TotalSeconds, 45, 60);
}
