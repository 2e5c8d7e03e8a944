using Gateway.Caching.Records;

namespace Gateway.Caching.Tests.Records;

public class RecordCodecPropertyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_is_written_is_read(int seed)
    {
        var values = new RandomValues(seed);
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++)
        {
            var stored = new StoredValue(values.Next(depth: 5), random.NextInt64(), random.NextInt64());

            Assert.True(RecordCodec.TryWrite(stored, out byte[]? bytes));
            Assert.True(RecordCodec.TryRead(bytes, out var read));

            Assert.Equal(RandomValues.Describe(stored.Value), RandomValues.Describe(read.Value));
            Assert.Equal((stored.Sequence, stored.FetchedAt), (read.Sequence, read.FetchedAt));
        }
    }

    [Fact]
    public void No_damage_throws_even_where_the_checksum_is_right()
    {
        const int Rounds = 100_000;
        var values = new RandomValues(3);
        var random = new Random(3);
        byte[] original = [];
        int read = 0;
        for (int i = 0; i < Rounds; i++)
        {
            if (i % 20 == 0)
            {
                Assert.True(RecordCodec.TryWrite(new StoredValue(values.Next(depth: 4), 1, 1), out original!));
            }

            byte[] damaged = Damage(original, random);
            bool isIntact = damaged.AsSpan().SequenceEqual(original);
            Assert.Equal(isIntact, RecordCodec.TryRead(damaged, out _));
            if (damaged.Length > RecordCodec.HeaderLength)
            {
                RecordCodec.Seal(damaged);
                long before = GC.GetAllocatedBytesForCurrentThread();
                bool isValue = RecordCodec.TryRead(damaged, out var value);
                long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

                read += isValue && RandomValues.Describe(value.Value).Length > 0 ? 1 : 0;

                // A pool that a collection has emptied since makes a buffer anew.
                Assert.True(allocated < 300_000 + (200L * damaged.Length), $"Round {i}: {allocated} bytes for {damaged.Length}");
            }
        }

        Assert.InRange(read, Rounds / 20, Rounds * 19 / 20);
    }

    [Fact]
    public void Bytes_of_others_are_no_value()
    {
        var random = new Random(4);
        for (int i = 0; i < 100_000; i++)
        {
            byte[] foreign = new byte[random.Next(200)];
            random.NextBytes(foreign);

            Assert.False(RecordCodec.TryRead(foreign, out _));
        }
    }

    private static byte[] Damage(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (int times = 1 + random.Next(3); times > 0; times--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    bytes.Add((byte)random.Next(256));
                    break;
                case 1:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    bytes.Add(0);
                    break;
                case 3:
                    bytes[at] = (byte)random.Next(256);
                    break;
                default:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }

        return [.. bytes];
    }
}
