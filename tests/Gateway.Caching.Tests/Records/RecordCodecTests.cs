using System.Text;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Caching.Tests.Records;

public class RecordCodecTests
{
    private static readonly string LongText = $"\"{string.Concat(Enumerable.Range(0, 900).Select(i => $"line {i * 7919}\\n"))}\"";

    [Fact]
    public void A_leaf_lies_in_the_bytes_that_were_read()
    {
        byte[] bytes = Write(RandomValues.Leaf("\"high\"", offset: 3), 5, 7);

        Assert.True(RecordCodec.TryRead(bytes, out var stored));

        Assert.Same(bytes, stored.Value.Blob);
        Assert.Equal("\"high\"", Encoding.UTF8.GetString(stored.Value.Json.Span));
        Assert.Equal((5, 7), (stored.Sequence, stored.FetchedAt));
        Assert.Equal(RecordCodec.HeaderLength + 2 + 6, bytes.Length);
    }

    [Fact]
    public void A_page_of_links_costs_little_more_than_its_ids()
    {
        var random = new Random(1);
        byte[] id = new byte[16];
        var links = Enumerable.Range(0, 50).Select(_ =>
        {
            random.NextBytes(id);
            return RandomValues.Link("Issue", new Guid(id).ToString("D"));
        });

        byte[] bytes = Write(FieldValue.OfList([.. links]), 1, 1);

        Assert.InRange(bytes.Length, 50 * 16, 50 * 19);
    }

    [Fact]
    public void Long_texts_are_compressed_and_short_ones_are_not()
    {
        byte[] bytes = Write(RandomValues.Leaf(LongText), 1, 1);

        Assert.InRange(bytes.Length, 100, LongText.Length / 2);
        Assert.True(RecordCodec.TryRead(bytes, out var stored));
        Assert.Equal(LongText, Encoding.UTF8.GetString(stored.Value.Json.Span));
        Assert.Equal(RecordCodec.HeaderLength + 3 + 500, Write(RandomValues.Leaf($"\"{new string('a', 498)}\""), 1, 1).Length);
    }

    [Fact]
    public void Text_that_would_swell_too_much_on_reading_is_left_as_it_is()
    {
        byte[] bytes = Write(RandomValues.Leaf($"\"{new string('a', 1_000_000)}\""), 1, 1);

        Assert.InRange(bytes.Length, 1_000_000, 1_000_100);
        Assert.True(RecordCodec.TryRead(bytes, out _));
    }

    [Fact]
    public void What_must_not_be_stored_is_not_written()
    {
        var error = FieldValue.OfError("no");

        Assert.False(TryWrite(error));
        Assert.False(TryWrite(default));
        Assert.False(TryWrite(FieldValue.OfList([FieldValue.Null, error])));
        Assert.False(TryWrite(FieldValue.OfObject(new EmbeddedObject("T", [new FieldKey("a")], [default]))));
        Assert.False(TryWrite(RandomValues.Link("Issue", "\ud83d")));
    }

    [Fact]
    public void Depth_is_bounded()
    {
        Assert.True(TryWrite(Nested(PayloadWriter.MaxDepth)));
        Assert.False(TryWrite(Nested(PayloadWriter.MaxDepth + 1)));
    }

    [Fact]
    public void A_payload_that_is_too_long_is_not_written() =>
        Assert.False(TryWrite(FieldValue.OfLeaf(new byte[RecordCodec.MaxPayload], 0, RecordCodec.MaxPayload)));

    [Fact]
    public void Numbers_before_zero_are_a_mistake()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RecordCodec.TryWrite(new StoredValue(FieldValue.Null, -1, 0), out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => RecordCodec.TryWrite(new StoredValue(FieldValue.Null, 0, -1), out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("06")]
    [InlineData("0000")]
    [InlineData("0100")]
    [InlineData("0182004142")]
    [InlineData("0181000000")]
    [InlineData("01FFFFFFFF0F31")]
    [InlineData("01FFFFFFFF1F31")]
    [InlineData("02014100")]
    [InlineData("0200FF")]
    [InlineData("0202C30131")]
    [InlineData("0202C3A90531")]
    [InlineData("030241AABB")]
    [InlineData("040200")]
    [InlineData("04FFFFFFFF0F00")]
    [InlineData("0404040300000000")]
    [InlineData("05024102024200")]
    [InlineData("050241FFFFFF7F")]
    public void A_payload_that_no_one_wrote_is_no_value(string payload)
    {
        // All but the one that is a null is wrong.
        Assert.Equal(payload == "00", RecordCodec.TryRead(Sealed(1, Convert.FromHexString(payload)), out _));
    }

    [Fact]
    public void Nesting_without_an_end_is_no_value() =>
        Assert.False(RecordCodec.TryRead(Sealed(1, [.. Enumerable.Repeat<byte[]>([4, 1], 100_000).SelectMany(pair => pair), 0]), out _));

    [Fact]
    public void Counts_within_counts_do_not_add_up_to_more_memory_than_there_are_bytes()
    {
        // 30 lists in one another, each said to hold as many values as bytes are left.
        var payload = new List<byte>();
        for (int depth = 0; depth < 30; depth++)
        {
            payload.AddRange([4, 0xC0, 0x84, 0x3D]);
        }

        byte[] bytes = Sealed(1, [.. payload, .. new byte[1_000_000]]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isValue = RecordCodec.TryRead(bytes, out _);

        Assert.False(isValue);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 30 * bytes.Length);
    }

    [Theory]
    [InlineData("FFFFFF07")]
    [InlineData("8001")]
    [InlineData("")]
    public void A_compressed_payload_that_claims_too_much_is_no_value(string head)
    {
        byte[] bytes = Sealed(2, [.. Convert.FromHexString(head), 0x3B]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isValue = RecordCodec.TryRead(bytes, out _);

        Assert.False(isValue);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(255)]
    public void Another_format_is_no_value(byte format) => Assert.False(RecordCodec.TryRead(Sealed(format, [0]), out _));

    [Fact]
    public void Every_flipped_bit_and_every_cut_is_noticed()
    {
        byte[] bytes = Write(new RandomValues(7).Next(3), 123, 456);
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] flipped = [.. bytes];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(RecordCodec.TryRead(flipped, out _));
        }

        Assert.All(Enumerable.Range(0, bytes.Length), length => Assert.False(RecordCodec.TryRead(bytes[..length], out _)));
        Assert.False(RecordCodec.TryRead([.. bytes, 0], out _));
    }

    internal static byte[] Sealed(byte format, byte[] payload)
    {
        byte[] bytes = [format, .. new byte[RecordCodec.HeaderLength - 1], .. payload];
        RecordCodec.Seal(bytes);
        return bytes;
    }

    private static byte[] Write(FieldValue value, long sequence, long fetchedAt)
    {
        Assert.True(RecordCodec.TryWrite(new StoredValue(value, sequence, fetchedAt), out byte[]? bytes));
        return bytes;
    }

    private static bool TryWrite(FieldValue value) => RecordCodec.TryWrite(new StoredValue(value, 0, 0), out _);

    private static FieldValue Nested(int depth) => depth == 0 ? FieldValue.Null : FieldValue.OfList([Nested(depth - 1)]);
}
