using System.Text;

namespace Gateway.GraphQL.Tests.Fuzzing;

/// <summary>Makes up bytes, and changes those of documents: flipped, cut, repeated, with sequences that UTF-8 forbids.</summary>
internal sealed class RandomBytes(Random random)
{
    private static readonly byte[][] Pieces =
    [
        [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0xFF], [0x80], [0xEF, 0xBB, 0xBF], [0xF0, 0x9F, 0x98, 0x80], [0],
        .. new[] { "\\u", "\\u{", "\\uD83D", "\\uD83D\\uDE00", "\\u{110000}", "\\", "\"", "\"\"\"", "\\\"\"\"", "\r\n", "\r", "#", "é", "{", "}", "\u2028" }
            .Select(Encoding.UTF8.GetBytes),
    ];

    public byte[] Noise()
    {
        byte[] bytes = new byte[random.Next(1, 400)];
        random.NextBytes(bytes);
        if (random.Next(2) == 0)
        {
            // Mostly what the grammar is made of.
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)(32 + (bytes[i] % 96));
            }
        }

        return bytes;
    }

    public byte[] Change(byte[] document)
    {
        List<byte> bytes = [.. document];
        for (int i = random.Next(1, 6); i > 0 && bytes.Count > 0; i--)
        {
            int at = random.Next(bytes.Count);
            int length = random.Next(1, Math.Min(40, bytes.Count - at) + 1);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, Enumerable.Repeat(bytes.GetRange(at, length), random.Next(1, 100)).SelectMany(part => part).ToList());
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes[at] = (byte)random.Next(256);
                    break;
            }
        }

        return [.. bytes];
    }
}
