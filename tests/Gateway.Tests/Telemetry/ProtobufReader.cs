using System.Text;

namespace Gateway.Tests.Telemetry;

/// <summary>Finds fields in Protobuf's wire format by their numbers.</summary>
/// <remarks>https://protobuf.dev/programming-guides/encoding/</remarks>
internal static class ProtobufReader
{
    /// <summary>The messages at the end of a path of field numbers.</summary>
    public static IEnumerable<byte[]> Messages(byte[] message, params IEnumerable<int> path) =>
        path.Aggregate(new[] { message }.AsEnumerable(), (messages, number) => messages.SelectMany(one => Fields(one, number)));

    /// <summary>The first field of that number; empty if there is none.</summary>
    public static byte[] Bytes(byte[] message, int number) => Fields(message, number).FirstOrDefault([]);

    public static string Text(byte[] message, int number) => Encoding.UTF8.GetString(Bytes(message, number));

    private static List<byte[]> Fields(byte[] message, int number)
    {
        var found = new List<byte[]>();
        int at = 0;
        while (at < message.Length)
        {
            ulong tag = Varint(message, ref at);
            int length = (int)(tag & 7) switch
            {
                0 => SkipVarint(message, ref at),
                1 => 8,
                2 => (int)Varint(message, ref at),
                5 => 4,
                var kind => throw new InvalidDataException($"Wire type {kind}."),
            };
            if ((tag & 7) == 2 && (int)(tag >> 3) == number)
            {
                found.Add(message[at..(at + length)]);
            }

            at += length;
        }

        return found;
    }

    private static int SkipVarint(byte[] message, ref int at)
    {
        Varint(message, ref at);
        return 0;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = message[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
