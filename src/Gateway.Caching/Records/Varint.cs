namespace Gateway.Caching.Records;

/// <summary>Unsigned integers, seven bits a byte, the lowest first; the highest bit says that another byte follows.</summary>
internal static class Varint
{
    public const int MaxLength = 5;

    public static int LengthOf(uint value) => value == 0 ? 1 : (System.Numerics.BitOperations.Log2(value) / 7) + 1;

    /// <returns>How many bytes were written.</returns>
    public static int Write(Span<byte> target, uint value)
    {
        int length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            target[length++] = (byte)(value | 0x80);
        }

        target[length++] = (byte)value;
        return length;
    }

    /// <summary>False if it is cut off, larger than 32 bits or longer than it need be.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out uint value, out int length)
    {
        ulong result = 0;
        for (length = 0; length < Math.Min(source.Length, MaxLength);)
        {
            byte next = source[length];
            result |= (ulong)(next & 0x7F) << (7 * length);
            length++;
            if (next < 0x80)
            {
                value = (uint)result;
                return result <= uint.MaxValue && (next != 0 || length == 1);
            }
        }

        value = 0;
        return false;
    }
}
