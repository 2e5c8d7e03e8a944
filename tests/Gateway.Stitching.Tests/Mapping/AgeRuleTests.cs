using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Tests.Fetching;

namespace Gateway.Stitching.Tests.Mapping;

public class AgeRuleTests
{
    private static readonly AgeRule Hundred = new(100_000, 0, 0);

    [Fact]
    public void Every_value_is_fresh_for_nine_tenths_of_its_max_age_and_none_beyond_it()
    {
        Assert.All(Keys(200), key => Assert.True(IsFresh(Hundred, key, 90_000, long.MaxValue)));
        Assert.All(Keys(200), key => Assert.False(IsFresh(Hundred, key, 100_001, long.MaxValue)));
    }

    [Fact]
    public void Entities_of_one_fetch_expire_one_after_the_other()
    {
        var fresh = Enumerable.Range(0, 11).Select(i => Keys(1000).Count(key => IsFresh(Hundred, key, 90_000 + (i * 1000), long.MaxValue))).ToList();

        Assert.Equal(1000, fresh[0]);
        for (int i = 1; i <= 10; i++)
        {
            Assert.InRange(fresh[i - 1] - fresh[i], 50, 150);
        }
    }

    [Fact]
    public void The_time_is_the_same_in_every_process()
    {
        Assert.Equal(39_169, Jitter.Of(new EntityKey("Issue", "a"), 1_767_225_600_000, 1_000_000));
    }

    [Fact]
    public void What_is_never_kept_has_no_time_to_spread()
    {
        Assert.Equal(0, Jitter.Of(new EntityKey("Issue", "a"), 1, 0));
        Assert.True(IsFresh(default, new EntityKey("Issue", "a"), 0, long.MaxValue));
        Assert.False(IsFresh(default, new EntityKey("Issue", "a"), 1, long.MaxValue));
    }

    [Fact]
    public void A_limit_on_age_counts_before_all_of_it()
    {
        var rule = new AgeRule(100_000, 100_000, 100_000);
        var key = new EntityKey("Issue", "a");

        Assert.True(IsFresh(rule, key, 1000, 1000));
        Assert.False(IsFresh(rule, key, 1001, 1000));
        Assert.False(rule.MayWait(Entry(), 1001, 1000));
        Assert.False(rule.MayStandIn(Entry(), 1001, 1000));
    }

    private static IEnumerable<EntityKey> Keys(int count) => Enumerable.Range(0, count).Select(i => new EntityKey("AgentSession", LoaderBench.Id(i)));

    private static bool IsFresh(AgeRule rule, EntityKey key, long age, long limit) => rule.IsFresh(Entry(), key, age, limit);

    private static RecordEntry Entry() => new(FieldKey.Alias, FieldValue.Null, 0, 0);
}
