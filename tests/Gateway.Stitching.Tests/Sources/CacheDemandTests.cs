using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Stitching.Tests.Fetching;

namespace Gateway.Stitching.Tests.Sources;

/// <summary>An issue is fresh for five minutes here, give or take the tenth by which values stop being so early.</summary>
public class CacheDemandTests
{
    private static readonly string Uuid = LoaderBench.Id(1);
    private static readonly string Query = $"{{ issue(id: \"{Uuid}\") {{ title }} }}";
    private static readonly CacheDemand NoCache = new() { MaxAge = 0 };
    private static readonly CacheDemand OnlyIfCached = new() { OnlyIfCached = true };

    private readonly EngineBench _bench = new();

    [Fact]
    public async Task What_is_known_is_fetched_anew_for_who_wants_nothing_cached()
    {
        await AgeAsync(TimeSpan.FromSeconds(1));
        _bench.World.Leaves[(Uuid, "title")] = "anew";

        var (answer, result) = await _bench.AskAsync(Query, NoCache);

        Assert.Equal(2, _bench.Requests);
        Assert.Contains("anew", answer, StringComparison.Ordinal);
        Assert.Equal(CacheUse.Miss, result.Use);
    }

    [Fact]
    public async Task What_was_fetched_anew_is_there_for_all()
    {
        await AgeAsync(TimeSpan.FromSeconds(1));
        _bench.World.Leaves[(Uuid, "title")] = "anew";
        await _bench.AskAsync(Query, NoCache);

        Assert.Contains("anew", await _bench.AskAsync(Query), StringComparison.Ordinal);
        Assert.Equal(2, _bench.Requests);
    }

    [Theory]
    [InlineData(30, 60, 1)]
    [InlineData(90, 60, 2)]
    public async Task A_value_is_fetched_anew_that_is_older_than_the_caller_wants(int age, int maxAge, int requests)
    {
        await AgeAsync(TimeSpan.FromSeconds(age));

        await _bench.AskAsync(Query, new CacheDemand { MaxAge = maxAge * 1000 });

        Assert.Equal(requests, _bench.Requests);
    }

    [Theory]
    [InlineData(60, 120, 1)]
    [InlineData(240, 120, 2)]
    public async Task A_value_is_fetched_anew_that_is_not_fresh_for_as_long_as_the_caller_wants(int age, int minFresh, int requests)
    {
        await AgeAsync(TimeSpan.FromSeconds(age));

        await _bench.AskAsync(Query, new CacheDemand { MinFresh = minFresh * 1000 });

        Assert.Equal(requests, _bench.Requests);
    }

    [Fact]
    public async Task An_old_value_is_served_as_it_is_to_who_takes_it()
    {
        await AgeAsync(TimeSpan.FromMinutes(50));

        var (_, result) = await _bench.AskAsync(Query, new CacheDemand { MaxStale = 3_600_000 });

        Assert.Equal((1, CacheUse.Hit), (_bench.Requests, result.Use));
    }

    [Fact]
    public async Task What_was_invalidated_is_served_to_nobody()
    {
        await AgeAsync(TimeSpan.FromSeconds(1));
        await _bench.Store.InvalidateAsync(Invalidation.Of(new EntityKey("Issue", Uuid)), TestContext.Current.CancellationToken);

        await _bench.AskAsync(Query, new CacheDemand { MaxStale = long.MaxValue });

        Assert.Equal(2, _bench.Requests);
    }

    [Fact]
    public async Task Who_wants_only_what_is_cached_is_told_what_is_not_and_the_upstream_is_not_asked()
    {
        var (answer, result) = await _bench.AskAsync(Query, OnlyIfCached);

        Assert.Contains("\"code\":\"NOT_CACHED\"", answer, StringComparison.Ordinal);
        Assert.Contains("\"path\":[\"issue\"]", answer, StringComparison.Ordinal);
        Assert.Equal((0, CacheUse.Withheld), (_bench.Requests, result.Use));
    }

    [Fact]
    public async Task Who_wants_only_what_is_cached_gets_it()
    {
        await AgeAsync(TimeSpan.FromSeconds(1));

        var (answer, result) = await _bench.AskAsync(Query, OnlyIfCached);

        Assert.DoesNotContain("errors", answer, StringComparison.Ordinal);
        Assert.Equal((1, CacheUse.Hit), (_bench.Requests, result.Use));
    }

    [Fact]
    public async Task What_one_did_not_want_to_be_fetched_is_fetched_for_the_next()
    {
        await _bench.AskAsync(Query, OnlyIfCached);

        Assert.DoesNotContain("errors", await _bench.AskAsync(Query), StringComparison.Ordinal);
        Assert.Equal(1, _bench.Requests);
    }

    [Fact]
    public async Task The_age_of_an_answer_is_that_of_its_oldest_value()
    {
        await AgeAsync(TimeSpan.FromSeconds(20));
        string both = $"{{ issue(id: \"{Uuid}\") {{ title }} other: issue(id: \"{LoaderBench.Id(2)}\") {{ title }} }}";

        var (_, result) = await _bench.AskAsync(both, default);

        Assert.Equal(CacheUse.Partial, result.Use);
        Assert.Equal(20_000, _bench.Time.GetUtcNow().ToUnixTimeMilliseconds() - result.OldestAt);
    }

    private async Task AgeAsync(TimeSpan age)
    {
        await _bench.AskAsync(Query);
        _bench.Time.Advance(age);
    }
}
