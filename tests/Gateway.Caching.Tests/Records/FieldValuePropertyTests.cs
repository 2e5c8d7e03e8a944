using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Caching.Tests.Records;

public class FieldValuePropertyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Values_tell_the_same_exactly_where_all_that_they_hold_is_the_same(int seed)
    {
        var values = new RandomValues(seed);
        int same = 0;
        for (int i = 0; i < 20_000; i++)
        {
            var (one, other) = (values.Next(depth: 2), values.Next(depth: 2));
            bool areSame = RandomValues.Describe(one) == RandomValues.Describe(other);

            Assert.Equal(areSame, one.Tells(other));
            same += areSame ? 1 : 0;
        }

        Assert.InRange(same, 100, 19_000);
    }

    [Fact]
    public void What_is_read_back_from_the_codec_tells_the_same()
    {
        var values = new RandomValues(3);
        for (int i = 0; i < 5_000; i++)
        {
            var value = values.Next(depth: 4);

            Assert.True(RecordCodec.TryWrite(new StoredValue(value, 1, 1), out byte[]? bytes) && RecordCodec.TryRead(bytes, out var read) && value.Tells(read.Value));
        }
    }

    [Fact]
    public void An_error_tells_the_same_as_nothing_else() =>
        Assert.False(FieldValue.OfError("it").Tells(FieldValue.OfError("it")));

    [Fact]
    public void A_record_lives_on_in_one_that_tells_the_same()
    {
        var record = new EntityRecord([Entries.Of(Entries.A, 1, 0)]);
        var life = record.Life;
        var anew = record.With([Entries.Of(Entries.A, 1, 0, fetchedAt: 1)]);
        var other = anew.With([Entries.Of(Entries.A, 3, 0, fetchedAt: 2)]);

        anew.Succeed(record);
        bool livesOn = !life.HasEnded && anew.Life == life;
        other.Succeed(anew);

        Assert.True(livesOn);
        Assert.True(life.HasEnded);
        Assert.False(other.Life.HasEnded);
    }

    [Fact]
    public void A_record_does_not_live_on_where_more_is_known()
    {
        var record = new EntityRecord([Entries.Of(Entries.A, 1, 0)]);
        var life = record.Life;

        record.With([Entries.Of(Entries.B, 2, 0)]).Succeed(record);

        Assert.True(life.HasEnded);
    }

    [Fact]
    public void Whether_there_is_such_an_entity_is_not_told_by_what_tells_the_same()
    {
        var record = new EntityRecord([Entries.Of(Entries.A, 1, 0), Entries.Of(FieldKey.NotFound, 1, 0)]);
        var life = record.Life;

        record.With([Entries.Of(FieldKey.NotFound, 1, 1)]).Succeed(record);

        Assert.True(life.HasEnded);
    }

    [Fact]
    public void A_record_does_not_live_on_where_something_is_left_out()
    {
        var record = new EntityRecord([Entries.Of(Entries.A, 1, 0), Entries.Of(Entries.B, 2, 0)]);
        var life = record.Life;

        new EntityRecord([Entries.Of(Entries.A, 1, 0)]).Succeed(record);

        Assert.True(life.HasEnded);
    }
}
