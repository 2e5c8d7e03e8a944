using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Gateway.Caching.Tests.Records;
using Forget = Gateway.Caching.Invalidation.Invalidation;

namespace Gateway.Caching.Tests.Storing;

public class MemoryRecordStoreTests
{
    private const int Capacity = 1 << 20;

    private static readonly EntityKey Issue = new("Issue", "1");
    private static readonly EntityKey Other = new("Issue", "2");
    private static readonly CacheScope Alice = new("alice");

    private readonly MemoryRecordStore _store = new(Capacity);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Knows_what_was_stored_and_merges_what_comes_later()
    {
        await StoreAsync(Entries.Patch(Issue, 1, 0));
        await StoreAsync(new RecordPatch(Issue, [Entries.Of(Entries.B, 2, 0)]));

        Assert.Equal((1L, 2L), (Peek(Issue).Number(Entries.A), Peek(Issue).Number(Entries.B)));
        Assert.Null(Peek(Other));
        Assert.Empty(await _store.ReadAsync(CacheScope.Service, [new RecordRead(Issue, [Entries.A])], Cancel));
    }

    [Fact]
    public async Task Only_invalidations_advance_the_sequence()
    {
        await StoreAsync(Entries.Patch(Issue, 1, 0));
        long before = _store.Sequence;

        await _store.InvalidateAsync(Forget.Of(Issue), Cancel);
        await _store.InvalidateAsync(new Forget([], [], ["Issue"], false), Cancel);

        Assert.Equal((0, 2), (before, _store.Sequence));
        Assert.Equal((1, 0), (_store.InvalidatedAt(Issue), _store.InvalidatedAt(Other)));
    }

    [Theory]
    [InlineData("begin store", true)]
    [InlineData("begin store invalidate", false)]
    [InlineData("begin invalidate store", false)]
    [InlineData("invalidate begin store", true)]
    [InlineData("begin everything store", false)]
    [InlineData("begin store everything", false)]
    [InlineData("everything begin store", true)]
    [InlineData("begin invalidate-other store", true)]
    [InlineData("begin store invalidate-other", true)]
    [InlineData("begin tag store", true)]
    [InlineData("begin invalidate store begin store", true)]
    [InlineData("begin store invalidate store", false)]
    [InlineData("invalidate begin invalidate store", false)]
    [InlineData("begin invalidate evict store", false)]
    [InlineData("begin invalidate evict begin store", true)]
    [InlineData("begin store evict", false)]
    [InlineData("begin store evict store", true)]
    public async Task Shows_a_value_exactly_if_its_fetch_began_after_the_last_invalidation(string schedule, bool isShown)
    {
        long begun = -1;
        foreach (string step in schedule.Split(' '))
        {
            switch (step)
            {
                case "begin":
                    begun = _store.Sequence;
                    break;
                case "store":
                    await StoreAsync(Entries.Patch(Issue, 1, begun));
                    break;
                case "invalidate":
                    await _store.InvalidateAsync(Forget.Of(Issue), Cancel);
                    break;
                case "invalidate-other":
                    await _store.InvalidateAsync(Forget.Of(Other), Cancel);
                    break;
                case "tag":
                    await _store.InvalidateAsync(new Forget([], [], ["Issue"], false), Cancel);
                    break;
                case "everything":
                    await _store.InvalidateAsync(Forget.All, Cancel);
                    break;
                case "evict":
                    await EvictAllAsync();
                    break;
            }
        }

        Assert.Equal(isShown, Peek(Issue) is not null);
    }

    [Fact]
    public async Task Counts_the_fills_it_refuses()
    {
        long begun = _store.Sequence;
        await _store.InvalidateAsync(Forget.Of(Issue), Cancel);

        await StoreAsync(Entries.Patch(Issue, 1, begun), Entries.Patch(Other, 1, begun));

        Assert.Equal(1, _store.Refused);
        Assert.Null(Peek(Issue));
        Assert.NotNull(Peek(Other));
    }

    [Fact]
    public async Task A_mark_outlives_the_eviction_of_its_entity_and_concerns_no_other()
    {
        await StoreAsync(Entries.Patch(Issue, 1, 0));
        await _store.InvalidateAsync(Forget.Of(Issue), Cancel);

        await EvictAllAsync();

        Assert.Equal((1, 0), (_store.InvalidatedAt(Issue), _store.InvalidatedAt(Other)));
    }

    [Fact]
    public async Task Marks_that_are_forgotten_live_on_for_every_entity()
    {
        for (int i = 0; i < 1000; i++)
        {
            await _store.InvalidateAsync(Forget.Of(new EntityKey("Comment", $"{i}")), Cancel);
        }

        Assert.Equal(1000 - (Capacity / 4096), _store.InvalidatedAt(Other));
        Assert.Equal(1000, _store.InvalidatedAt(new EntityKey("Comment", "999")));
    }

    [Fact]
    public async Task A_type_is_invalidated_with_all_its_entities_and_lists()
    {
        var comment = new EntityKey("Comment", "1");
        var tag = _store.Tag("Issue");
        await StoreAsync(Entries.Patch(Issue, 1, 0), Entries.Patch(comment, 1, 0));

        await _store.InvalidateAsync(new Forget([], [], [], false) { Types = ["Issue"] }, Cancel);
        await StoreAsync(Entries.Patch(Other, 1, 0));

        Assert.Equal((null, null), (Peek(Issue), Peek(Other)));
        Assert.NotNull(Peek(comment));
        Assert.Equal((1, 1, 0), (_store.InvalidatedAt(Other), tag.InvalidatedAt, _store.InvalidatedAt(comment)));
    }

    [Fact]
    public async Task Remembers_when_entities_were_removed()
    {
        await _store.InvalidateAsync(new Forget([Issue], [Issue], [], false), Cancel);
        await _store.InvalidateAsync(Forget.Of(Issue), Cancel);

        Assert.Equal((1, 0), (_store.RemovedAt(Issue), _store.RemovedAt(Other)));
        Assert.Equal(2, _store.InvalidatedAt(Issue));
    }

    [Fact]
    public async Task Has_one_tag_of_each_name_and_marks_it()
    {
        var tag = _store.Tag("Issue");

        await _store.InvalidateAsync(new Forget([], [], ["Issue", "Comment"], false), Cancel);

        Assert.Same(tag, _store.Tag("Issue"));
        Assert.Equal((1, 1, 0), (tag.InvalidatedAt, _store.Tag("Comment").InvalidatedAt, _store.Tag("Team").InvalidatedAt));
    }

    [Fact]
    public async Task Scopes_share_nothing_but_invalidation()
    {
        await _store.StoreAsync(Alice, [Entries.Patch(Issue, 1, 0)], Cancel);
        await _store.StoreAsync(new CacheScope("bob"), [Entries.Patch(Issue, 2, 0)], Cancel);
        var service = Peek(Issue);
        var (alice, bob) = (_store.Peek(new CacheScope("alice"), Issue), _store.Peek(new CacheScope("bob"), Issue));

        await _store.InvalidateAsync(Forget.Of(Issue), Cancel);

        Assert.Null(service);
        Assert.Equal((1L, 2L), (alice.Number(Entries.A), bob.Number(Entries.A)));
        Assert.Null(_store.Peek(Alice, Issue));
        Assert.Null(_store.Peek(new CacheScope("bob"), Issue));
    }

    [Fact]
    public async Task Equal_scopes_are_one_whichever_object_names_them()
    {
        await _store.StoreAsync(new CacheScope(""), [Entries.Patch(Issue, 1, 0)], Cancel);

        Assert.Equal(1, Peek(Issue).Number(Entries.A));
    }

    [Fact]
    public async Task Counts_bytes_up_and_down_to_what_it_holds()
    {
        await StoreAsync(Entries.Patch(Issue, 1, 0));
        long empty = _store.Bytes - Peek(Issue)!.Size;
        await _store.StoreAsync(Alice, [Entries.Patch(Issue, 1, 0, 5000)], Cancel);
        long both = _store.Bytes;

        await _store.InvalidateAsync(Forget.Of(Issue), Cancel);

        // The second is of a scope of its own, so the table of scopes counts as well.
        Assert.InRange(both - empty, 5000, 6500);
        Assert.InRange(_store.Bytes - empty, 1, 200);
    }

    [Fact]
    public async Task Storing_the_same_again_takes_no_more_room()
    {
        await StoreAsync(Entries.Patch(Issue, 1, 0, 5000));
        long before = _store.Bytes;

        await StoreAsync(Entries.Patch(Issue, 1, 0, 5000));

        Assert.Equal(before, _store.Bytes);
    }

    [Fact]
    public async Task Marks_alone_do_not_outgrow_the_capacity()
    {
        for (int i = 0; i < 20_000; i++)
        {
            await _store.InvalidateAsync(Forget.Of(new EntityKey("Issue", $"{i}")), Cancel);
        }

        Assert.InRange(_store.Bytes, 0, Capacity);
        Assert.Equal(20_000, _store.InvalidatedAt(new EntityKey("Issue", "19999")));
        Assert.True(_store.InvalidatedAt(new EntityKey("Issue", "0")) >= 1);
    }

    [Fact]
    public async Task A_scan_of_what_is_read_once_does_not_evict_what_is_read_again()
    {
        var hot = Enumerable.Range(0, 20).Select(i => new EntityKey("Hot", $"{i}")).ToArray();
        await StoreAsync([.. hot.Select(key => Entries.Patch(key, 1, 0, 8000))]);

        for (int i = 0; i < 5_000; i++)
        {
            var cold = new EntityKey("Cold", $"{i}");
            await StoreAsync(Entries.Patch(cold, 1, 0, 8000));
            Peek(hot[i % hot.Length]);
        }

        Assert.DoesNotContain(hot, key => Peek(key) is null);
        Assert.Null(Peek(new EntityKey("Cold", "0")));
    }

    [Fact]
    public void Refuses_a_capacity_that_holds_nothing() => Assert.Throws<ArgumentOutOfRangeException>(() => new MemoryRecordStore((1 << 20) - 1));

    private EntityRecord? Peek(EntityKey key) => _store.Peek(CacheScope.Service, key);

    private async Task StoreAsync(params RecordPatch[] patches) => await _store.StoreAsync(CacheScope.Service, patches, Cancel);

    /// <summary>Pushes everything out with others that nobody reads; two rounds, since the first may have been read.</summary>
    private async Task EvictAllAsync()
    {
        for (int i = 0; i < 100; i++)
        {
            await StoreAsync(Entries.Patch(new EntityKey("Filler", $"{i}"), 1, _store.Sequence, 50_000));
        }
    }
}
