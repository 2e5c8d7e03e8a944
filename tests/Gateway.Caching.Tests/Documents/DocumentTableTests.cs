using Gateway.Caching.Documents;

namespace Gateway.Caching.Tests.Documents;

public class DocumentTableTests
{
    private const int Capacity = 100_000;
    private const int Length = 800;

    private readonly DocumentTable _table = new(Capacity);

    [Fact]
    public void Finds_a_copy_of_what_it_was_given()
    {
        byte[] text = Texts.Of(1, Length);

        _table.Keep(Texts.HashOf(1, Length), text);
        text[0] = (byte)'x';

        Assert.Equal(Texts.Of(1, Length), _table.Find(Texts.HashOf(1, Length))!.Utf8);
        Assert.Null(_table.Find(Texts.HashOf(2, Length)));
    }

    [Fact]
    public void A_flood_stays_within_the_bound_and_does_not_carry_off_what_is_in_use()
    {
        Keep(0);
        long most = 0;
        for (int i = 1; i < 10_000; i++)
        {
            Keep(i);
            most = Math.Max(most, _table.Bytes);
            if (i % 20 == 0)
            {
                Assert.NotNull(_table.Find(Texts.HashOf(0, Length)));
            }
        }

        Assert.InRange(most, Capacity / 2, Capacity);
        Assert.Null(_table.Find(Texts.HashOf(1, Length)));
    }

    [Fact]
    public void Refuses_a_text_of_another_hash()
    {
        Assert.Throws<ArgumentException>(() => _table.Keep(Texts.HashOf(1, Length), Texts.Of(2, Length)));

        Assert.Null(_table.Find(Texts.HashOf(1, Length)));
        Assert.Equal(0, _table.Bytes);
    }

    [Fact]
    public void Keeps_nothing_that_is_longer_than_half_of_it()
    {
        Assert.Null(_table.Keep(Texts.HashOf(1, Capacity / 2), Texts.Of(1, Capacity / 2)));
        Assert.NotNull(_table.Keep(Texts.HashOf(1, _table.MaxLength), Texts.Of(1, _table.MaxLength)));
    }

    private void Keep(int number) => _table.Keep(Texts.HashOf(number, Length), Texts.Of(number, Length));
}
