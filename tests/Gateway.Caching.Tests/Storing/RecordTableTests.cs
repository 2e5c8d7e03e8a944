using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Gateway.Caching.Tests.Records;
using Forget = Gateway.Caching.Invalidation.Invalidation;

namespace Gateway.Caching.Tests.Storing;

public class RecordTableTests
{
    private static readonly EntityKey Issue = new("Issue", "1");
    private static readonly EntityKey Other = new("Issue", "2");

    private readonly RecordTable _table = new(1 << 20);

    [Fact]
    public void What_is_read_is_valid_although_it_is_older_than_what_is_known_here()
    {
        _table.Reset(Past(floor: 1100, everything: 1000));

        var record = Provide(Issue, sequence: 1080, mark: 1070, readAt: 1100);

        Assert.NotNull(record);
        Assert.Same(record, _table.Peek(CacheScope.Service, Issue));
        Assert.Equal((1070, 1100), (_table.InvalidatedAt(Issue), _table.InvalidatedAt(Other)));
    }

    [Fact]
    public void What_was_invalidated_while_it_was_read_is_not_taken()
    {
        _table.Apply(Forget.Of(Issue), 101);

        Assert.Null(Provide(Issue, sequence: 80, mark: 70, readAt: 100));
        Assert.NotNull(Provide(Issue, sequence: 101, mark: 101, readAt: 100));
    }

    [Fact]
    public void What_was_invalidated_and_evicted_while_it_was_read_is_not_taken()
    {
        Provide(Issue, sequence: 80, mark: 70, readAt: 90);
        _table.Apply(Forget.Of(Issue), 101);
        EvictAll();

        Assert.Null(Provide(Issue, sequence: 80, mark: 70, readAt: 100));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(200, false)]
    public void A_forgotten_mark_counts_unless_the_read_was_after_it(int marksAfter, bool isTaken)
    {
        // 256 marks are remembered. The read knows all up to 101.
        for (int i = 0; i < 257 + marksAfter; i++)
        {
            _table.Apply(Forget.Of(new EntityKey("Comment", $"{i}")), i + 1);
        }

        Assert.Equal(isTaken, Provide(Issue, sequence: 90, mark: 70, readAt: 101) is not null);
    }

    [Fact]
    public void A_mark_that_is_read_makes_older_values_here_old()
    {
        _table.Store(CacheScope.Service, [Entries.Patch(Issue, 1, 80)]);

        var record = _table.Provide(CacheScope.Service, Issue, [Entries.Of(Entries.B, 2, 100)], 100, 90);

        Assert.Null(record.Number(Entries.A));
        Assert.Equal(2L, record.Number(Entries.B));
    }

    [Fact]
    public void Everything_and_types_count_whatever_a_read_says()
    {
        _table.Apply(Forget.All, 50);
        _table.Apply(new Forget([], [], [], false) { Types = ["Issue"] }, 60);

        Assert.Null(Provide(Issue, sequence: 59, mark: 1, readAt: 100));
        Assert.NotNull(Provide(Issue, sequence: 60, mark: 1, readAt: 100));
        Assert.Null(Provide(new EntityKey("User", "1"), sequence: 49, mark: 1, readAt: 100));
    }

    [Fact]
    public void After_it_began_anew_nothing_from_before_is_shown_or_taken()
    {
        _table.Store(CacheScope.Service, [Entries.Patch(Issue, 1, 5)]);
        var tag = _table.Tag("Issue");

        _table.Reset(Past(floor: 110, everything: 100) with { Tags = [KeyValuePair.Create("Issue", 105L)] });
        _table.Store(CacheScope.Service, [Entries.Patch(Issue, 1, 5), Entries.Patch(Other, 1, 109)]);

        Assert.Equal((null, null), (_table.Peek(CacheScope.Service, Issue), _table.Peek(CacheScope.Service, Other)));
        Assert.Equal((105, 100), (tag.InvalidatedAt, _table.Tag("User").InvalidatedAt));
        Assert.Null(Provide(Issue, sequence: 99, mark: 99, readAt: 110));
    }

    [Fact]
    public void After_it_began_anew_it_knows_what_was_removed()
    {
        _table.Reset(Past(floor: 110, everything: 100) with { Removed = [KeyValuePair.Create(Issue, 107L)], RemovedFloor = 103 });

        Assert.Equal((107, 103), (_table.RemovedAt(Issue), _table.RemovedAt(Other)));
    }

    [Fact]
    public void Counts_nothing_once_all_is_evicted_or_begun_anew()
    {
        for (int i = 0; i < 50; i++)
        {
            _table.Store(CacheScope.Service, [Entries.Patch(new EntityKey("Issue", $"{i}"), 1, 5, 1000)]);
        }

        _table.Reset(Past(floor: 10, everything: 10));

        Assert.Equal(0, _table.Bytes);
    }

    [Fact]
    public void Clearing_forgets_records_and_keeps_marks()
    {
        _table.Apply(Forget.Of(Issue), 5);
        _table.Store(CacheScope.Service, [Entries.Patch(Issue, 1, 6)]);

        _table.Clear();

        Assert.Null(_table.Peek(CacheScope.Service, Issue));
        Assert.Equal(5, _table.InvalidatedAt(Issue));
    }

    private static TablePast Past(long floor, long everything) => new(floor, everything, [], [], [], everything);

    private EntityRecord? Provide(EntityKey key, long sequence, long mark, long readAt) =>
        _table.Provide(CacheScope.Service, key, [Entries.Of(Entries.A, 1, sequence)], mark, readAt);

    private void EvictAll()
    {
        for (int i = 0; i < 100; i++)
        {
            _table.Store(CacheScope.Service, [Entries.Patch(new EntityKey("Filler", $"{i}"), 1, 1000, 50_000)]);
        }
    }
}
