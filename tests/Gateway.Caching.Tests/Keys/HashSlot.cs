using System.Text;

namespace Gateway.Caching.Tests.Keys;

/// <summary>The slot of a key by the rule of Redis Cluster: CRC-16 (XMODEM) of the hash tag, or of the whole key without one.</summary>
internal static class HashSlot
{
    public static int Of(string key)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(key);
        int open = Array.IndexOf(bytes, (byte)'{');
        int close = open < 0 ? -1 : Array.IndexOf(bytes, (byte)'}', open);
        var hashed = close > open + 1 ? bytes.AsSpan(open + 1, close - open - 1) : bytes;
        int crc = 0;
        foreach (byte value in hashed)
        {
            crc ^= value << 8;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x8000) != 0 ? ((crc << 1) ^ 0x1021) & 0xFFFF : (crc << 1) & 0xFFFF;
            }
        }

        return crc % 16384;
    }
}
