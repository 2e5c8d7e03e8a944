using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Caching.Tests.Records;

public class EntityRecordTests
{
    [Fact]
    public void Finds_each_field_by_an_equal_key_and_no_other()
    {
        var record = new EntityRecord([.. Enumerable.Range(0, 300).Select(i => Entries.Of(new FieldKey($"f{i}"), i, 1))]);

        Assert.All(Enumerable.Range(0, 300), i => Assert.Equal(i, record.Number(new FieldKey($"f{i}"))));
        Assert.All(Enumerable.Range(300, 300), i => Assert.False(record.TryGet(new FieldKey($"f{i}"), out _)));
        Assert.False(new EntityRecord([]).TryGet(Entries.A, out _));
    }

    [Fact]
    public void Finds_each_of_forty_thousand_fields()
    {
        var keys = Enumerable.Range(0, 40_000).Select(i => new FieldKey($"agentSession({{\"id\":\"{i}\"}})")).ToArray();

        var record = new EntityRecord([.. keys.Select((key, i) => Entries.Of(key, i, 1))]);

        Assert.DoesNotContain(keys, key => !record.TryGet(key, out _));
    }

    [Theory]
    [InlineData(5, 0, 6, 0, 2)]
    [InlineData(6, 0, 5, 0, 1)]
    [InlineData(5, 100, 5, 101, 2)]
    [InlineData(5, 101, 5, 100, 1)]
    [InlineData(5, 100, 5, 100, 2)]
    [InlineData(5, 999, 6, 1, 2)]
    [InlineData(6, 1, 5, 999, 1)]
    public void Keeps_the_later_value_by_sequence_and_then_by_time(long sequence, long time, long patchSequence, long patchTime, long expected)
    {
        var record = new EntityRecord([Entries.Of(Entries.A, 1, sequence, time)]);

        var merged = record.With([Entries.Of(Entries.A, 2, patchSequence, patchTime)]);

        Assert.Equal(expected, merged.Number(Entries.A));
        Assert.Equal(1, merged.Entries.Length);
        Assert.Equal(1, record.Number(Entries.A));
    }

    [Fact]
    public void Joins_the_fields_of_record_and_patch()
    {
        var record = new EntityRecord([Entries.Of(Entries.A, 1, 1)]);

        var merged = record.With([Entries.Of(Entries.B, 2, 1)]);

        Assert.Equal((1L, 2L), (merged.Number(Entries.A), merged.Number(Entries.B)));
        Assert.Null(record.Number(Entries.B));
    }

    [Fact]
    public void Grows_in_size_with_what_it_holds()
    {
        var json = new byte[1000];
        RecordEntry Entry(FieldKey key, int length) => new(key, FieldValue.OfLeaf(json, 0, length), 1, 0);

        var small = new EntityRecord([Entry(Entries.A, 10)]);
        var large = new EntityRecord([Entry(Entries.A, 1000)]);
        var listed = new EntityRecord([new RecordEntry(Entries.A, FieldValue.OfList([Entry(Entries.A, 1000).Value, FieldValue.Null]), 1, 0)]);

        Assert.Equal(990, large.Size - small.Size);
        Assert.True(listed.Size > large.Size);
    }

    [Fact]
    public void Sees_an_error_anywhere_inside_a_value()
    {
        var error = FieldValue.OfError("failed");
        var page = new EmbeddedObject("Page", [Entries.A], [FieldValue.OfList([FieldValue.Null, error])]);

        Assert.True(FieldValue.OfList([FieldValue.OfObject(page)]).HasError);
        Assert.False(FieldValue.OfList([FieldValue.Null, FieldValue.OfLink(new EntityLink(new EntityKey("Issue", "1")))]).HasError);
        Assert.Equal(FieldValueKind.List, page[new FieldKey("a")].Kind);
        Assert.Equal(FieldValueKind.None, page[Entries.B].Kind);
    }

    [Fact]
    public void The_oldest_fields_make_room_when_a_record_has_as_many_as_it_may()
    {
        byte[] json = "1"u8.ToArray();
        RecordEntry Entry(string key, long fetchedAt) => new(new FieldKey(key), FieldValue.OfLeaf(json, 0, 1), 1, fetchedAt);
        var full = new EntityRecord([.. Enumerable.Range(0, EntityRecord.MaxEntries).Select(i => Entry($"page({i})", i))]);

        var record = full.With([Entry("title", 10_000)]);

        Assert.Equal(EntityRecord.MaxEntries, record.Entries.Length);
        Assert.True(record.TryGet(new FieldKey("title"), out _));
        Assert.True(record.TryGet(new FieldKey("page(1)"), out _));
        Assert.False(record.TryGet(new FieldKey("page(0)"), out _));
    }
}
