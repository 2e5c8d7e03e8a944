using System.Globalization;
using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.Caching.Tests.Records;
using Forget = Gateway.Caching.Invalidation.Invalidation;

namespace Gateway.Caching.Tests.Storing;

public class ScopedRecordsTests
{
    private static readonly EntityKey Issue = new("Issue", "1");

    private readonly RecordTable _table = new(4 << 20);

    [Fact]
    public void Each_scope_has_its_own_record_and_an_invalidation_takes_all()
    {
        _table.Store(CacheScope.Service, [Entries.Patch(Issue, 1, 5)]);
        _table.Store(Scope(1), [Entries.Patch(Issue, 2, 5)]);
        _table.Store(Scope(2), [Entries.Patch(Issue, 3, 5)]);
        var before = (Number(CacheScope.Service), Number(Scope(1)), Number(Scope(2)), Number(Scope(3)));

        _table.Apply(Forget.Of(Issue), 6);
        _table.Store(Scope(1), [Entries.Patch(Issue, 4, 5)]);

        Assert.Equal((1L, 2L, 3L, (long?)null), before);
        Assert.Equal(((long?)null, (long?)null, (long?)null), (Number(CacheScope.Service), Number(Scope(1)), Number(Scope(2))));
    }

    [Fact]
    public void What_scopes_hold_is_counted_and_given_back()
    {
        _table.Store(CacheScope.Service, [Entries.Patch(Issue, 1, 5)]);
        long one = _table.Bytes;

        for (int i = 0; i < 100; i++)
        {
            _table.Store(Scope(i), [Entries.Patch(Issue, i, 5, bytes: 1000)]);
            _table.Store(Scope(i), [Entries.Patch(Issue, i, 6, bytes: 1000)]);
        }

        long many = _table.Bytes;
        _table.Clear();

        Assert.InRange(many - one, 100 * 1000, 100 * 2000);
        Assert.True(_table.Bytes < one);
        Assert.Null(_table.Peek(Scope(1), Issue));
    }

    [Fact]
    public void One_entity_is_kept_for_no_more_scopes_than_the_bound_and_the_first_make_room()
    {
        for (int i = 0; i < ScopedRecords.MaxScopes; i++)
        {
            _table.Store(Scope(i), [Entries.Patch(Issue, i, 5)]);
        }

        long full = _table.Bytes;
        for (int i = 0; i < 10; i++)
        {
            _table.Store(Scope(ScopedRecords.MaxScopes + i), [Entries.Patch(Issue, i, 5)]);
        }

        Assert.InRange(_table.Bytes, full - 1000, full + 1000);
        Assert.Null(Number(Scope(9)));
        Assert.Equal((10, 9), (Number(Scope(10)), Number(Scope(ScopedRecords.MaxScopes + 9))));
    }

    [Fact]
    public void However_many_scopes_there_are_all_together_keep_to_the_capacity()
    {
        for (int i = 0; i < 20_000; i++)
        {
            _table.Store(Scope(i), [Entries.Patch(new EntityKey("Issue", (i % 50).ToString(CultureInfo.InvariantCulture)), i, 5, bytes: 500)]);
        }

        Assert.InRange(_table.Bytes, 1, 4 << 20);
    }

    [Fact]
    public void What_is_read_from_where_it_is_shared_is_its_scopes_alone()
    {
        _table.Provide(Scope(1), Issue, [Entries.Of(Entries.A, 7, 5)], mark: 1, readAt: 5);

        Assert.Equal((7, (long?)null, (long?)null), (Number(Scope(1)), Number(Scope(2)), Number(CacheScope.Service)));
    }

    private static CacheScope Scope(int number) => new(string.Create(CultureInfo.InvariantCulture, $"scope{number}"));

    private long? Number(CacheScope scope) => _table.Peek(scope, Issue).Number(Entries.A);
}
