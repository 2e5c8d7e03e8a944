using System.Text;
using Gateway.Caching.Keys;
using Gateway.Caching.Memo;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Gateway.Caching.Tests.Records;
using Gateway.Testing;
using Forget = Gateway.Caching.Invalidation.Invalidation;

namespace Gateway.Caching.Tests.Memo;

public class ResponseMemoTests
{
    private static readonly EntityKey Issue = new("Issue", "1");
    private static readonly EntityKey Team = new("Team", "1");

    private readonly ManualTime _time = new();
    private readonly MemoryRecordStore _store = new(1 << 20);
    private readonly ResponseMemo _memo;

    public ResponseMemoTests() => _memo = new ResponseMemo(_store, 1 << 20, _time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    [Fact]
    public async Task Serves_what_was_kept_until_the_store_knows_something_else()
    {
        await KeepAsync();
        string? before = Find();

        await _store.StoreAsync(CacheScope.Service, [new RecordPatch(Issue, [Entries.Of(Entries.A, 1, 0, fetchedAt: 50)])], Cancel);
        string? fetchedAnew = Find();
        await _store.StoreAsync(CacheScope.Service, [new RecordPatch(Issue, [Entries.Of(Entries.A, 3, 0, fetchedAt: 60)])], Cancel);

        Assert.Equal(("answer", "answer"), (before, fetchedAnew));
        Assert.Null(Find());
    }

    [Fact]
    public async Task Serves_nothing_once_more_is_known_than_was_since_it_may_have_told_that_it_was_not()
    {
        await KeepAsync();

        await _store.StoreAsync(CacheScope.Service, [new RecordPatch(Issue, [Entries.Of(Entries.B, 2, 0)])], Cancel);

        Assert.Null(Find());
    }

    [Fact]
    public async Task What_was_fetched_anew_ends_when_it_is_invalidated()
    {
        await KeepAsync();

        await _store.StoreAsync(CacheScope.Service, [new RecordPatch(Issue, [Entries.Of(Entries.A, 1, 0, fetchedAt: 50)])], Cancel);
        string? before = Find();
        await _store.InvalidateAsync(Forget.Of(Issue), Cancel);

        Assert.Equal("answer", before);
        Assert.Null(Find());
    }

    [Fact]
    public async Task Serves_nothing_that_was_read_from_what_is_invalidated()
    {
        await KeepAsync();

        await _store.InvalidateAsync(Forget.Of(Team), Cancel);
        string? afterAnother = Find();
        await _store.InvalidateAsync(Forget.Of(Issue), Cancel);

        Assert.Equal("answer", afterAnother);
        Assert.Null(Find());
    }

    [Fact]
    public async Task Serves_nothing_once_the_first_of_its_values_is_no_longer_fresh()
    {
        await KeepAsync(freshFor: 1000);

        _time.Advance(TimeSpan.FromMilliseconds(1000));
        string? atTheEnd = Find();
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("answer", atTheEnd);
        Assert.Null(Find());
    }

    [Fact]
    public async Task Serves_no_list_whose_tag_was_invalidated_after_it_was_fetched()
    {
        await _store.InvalidateAsync(new Forget([], [], ["Issue"], false), Cancel);
        await KeepAsync(tags: [new TagStamp(_store.Tag("Issue"), _store.Sequence)]);
        string? before = Find();

        await _store.InvalidateAsync(new Forget([], [], ["Issue"], false), Cancel);

        Assert.Equal("answer", before);
        Assert.Null(Find());
    }

    [Fact]
    public async Task Serves_no_link_to_what_was_removed_be_it_that_nothing_but_the_id_was_read()
    {
        await KeepAsync(seen: [new(Issue, 0), new(Team, 0)]);

        var other = new EntityKey("Team", "2");
        await _store.InvalidateAsync(new Forget([other], [other], [], false), Cancel);
        string? afterAnother = Find();
        await _store.InvalidateAsync(new Forget([Team], [Team], [], false), Cancel);

        Assert.Equal("answer", afterAnother);
        Assert.Null(Find());
    }

    [Fact]
    public void A_removal_that_comes_after_one_with_a_greater_number_counts_all_the_same()
    {
        var other = new EntityKey("Team", "2");
        var store = new NumberedStore();
        var memo = new ResponseMemo(store, 1 << 20, _time);
        store.Table.Store(CacheScope.Service, [Entries.Patch(Issue, 1, 0)]);
        SeenEntity[] seen = [new(Issue, 0), new(Team, 0)];
        memo.Add("question"u8, CacheScope.Service, "answer"u8, new MemoBasis([store.Peek(CacheScope.Service, Issue)!.Life], [], seen, memo.Removals, Now, null));

        store.Table.Apply(new Forget([other], [other], [], false), 7);
        bool isKept = memo.Find("question"u8, CacheScope.Service, null) is not null;
        store.Table.Apply(new Forget([Team], [Team], [], false), 6);

        Assert.True(isKept);
        Assert.Null(memo.Find("question"u8, CacheScope.Service, null));
    }

    [Fact]
    public async Task What_is_removed_while_an_answer_is_made_can_be_told()
    {
        long before = _memo.Removals;
        bool isAt = _memo.IsAt(before);

        await _store.InvalidateAsync(new Forget([Team], [Team], [], false), Cancel);

        Assert.True(isAt);
        Assert.False(_memo.IsAt(before));
        Assert.True(_memo.IsAt(_memo.Removals));
    }

    [Fact]
    public async Task An_answer_of_very_many_entities_is_not_kept()
    {
        SeenEntity[] many = [.. Enumerable.Range(0, 10_000).Select(i => new SeenEntity(new EntityKey("Issue", $"{i}"), 0))];

        var basis = await BasisAsync(60_000, [], many, null);
        _memo.Add("question"u8, CacheScope.Service, "answer"u8, basis);

        Assert.Equal(0, _memo.Count);
    }

    [Fact]
    public async Task Serves_nobody_of_another_scope_and_nothing_of_another_world()
    {
        object world = new();
        await KeepAsync(world: world);

        Assert.NotNull(_memo.Find("question"u8, CacheScope.Service, world));
        Assert.Null(_memo.Find("question"u8, new CacheScope("alice"), world));
        Assert.Null(_memo.Find("question"u8, CacheScope.Service, new object()));
        Assert.Null(_memo.Find("questions"u8, CacheScope.Service, world));
    }

    [Fact]
    public async Task Keeps_no_more_bytes_than_it_may_and_of_the_answers_those_that_are_asked_for()
    {
        var basis = await BasisAsync(60_000, [], [new(Issue, 0)], null);
        byte[] body = new byte[10_000];
        _memo.Add("asked for"u8, CacheScope.Service, body, basis);

        for (int i = 0; i < 1000; i++)
        {
            _memo.Add(BitConverter.GetBytes(i), CacheScope.Service, body, basis);
            Assert.NotNull(_memo.Find("asked for"u8, CacheScope.Service, null));
        }

        Assert.InRange(_memo.Bytes, 900_000, 1 << 20);
        Assert.InRange(_memo.Count, 90, 105);
    }

    [Fact]
    public async Task What_it_makes_of_an_answer_counts_too()
    {
        await KeepAsync();
        long before = _memo.Bytes;
        var known = _memo.Find("question"u8, CacheScope.Service, null)!;

        var first = known.Coded(1, plain => [.. plain.ToArray(), .. new byte[1000]]);
        var second = known.Coded(1, _ => throw new InvalidOperationException("It is there."));

        Assert.True(first.Span.SequenceEqual(second.Span));
        Assert.Equal(before + first.Length, _memo.Bytes);
    }

    [Fact]
    public async Task Records_whose_answers_are_asked_for_are_not_evicted()
    {
        await KeepAsync();

        for (int i = 0; i < 500; i++)
        {
            await _store.StoreAsync(CacheScope.Service, [Entries.Patch(new EntityKey("Issue", $"other{i}"), 1, 0, 20_000)], Cancel);
            Assert.Equal("answer", Find());
        }

        Assert.NotNull(_store.Peek(CacheScope.Service, Issue));
        Assert.Null(_store.Peek(CacheScope.Service, new EntityKey("Issue", "other0")));
    }

    [Fact]
    public async Task A_hit_allocates_nothing()
    {
        await KeepAsync(tags: [new TagStamp(_store.Tag("Issue"), 0)]);
        byte[] question = "question"u8.ToArray();
        for (int i = 0; i < 100; i++)
        {
            _memo.Find(question, CacheScope.Service, null);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            _memo.Find(question, CacheScope.Service, null);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private async Task KeepAsync(
        long freshFor = 60_000, TagStamp[]? tags = null, SeenEntity[]? seen = null, object? world = null)
    {
        var basis = await BasisAsync(freshFor, tags ?? [], seen ?? [new(Issue, 0)], world);
        _memo.Add("question"u8, CacheScope.Service, "answer"u8, basis);
    }

    private async Task<MemoBasis> BasisAsync(long freshFor, TagStamp[] tags, SeenEntity[] seen, object? world)
    {
        await _store.StoreAsync(CacheScope.Service, [Entries.Patch(Issue, 1, _store.Sequence)], Cancel);
        var life = _store.Peek(CacheScope.Service, Issue)!.Life;
        return new MemoBasis([life], tags, seen, _memo.Removals, Now + freshFor, world);
    }

    private string? Find() => _memo.Find("question"u8, CacheScope.Service, null) is { } known ? Encoding.UTF8.GetString(known.Body.Span) : null;
}
