using System.Text.Json;
using Gateway.Caching.Records;

namespace Gateway.Stitching.Normalizing;

/// <summary>Copies leaves out of an answer, so that what is kept does not hold on to the whole of it.</summary>
internal static class LeafCopies
{
    private static readonly byte[] True = "true"u8.ToArray();
    private static readonly byte[] False = "false"u8.ToArray();
    private static readonly byte[] Zero = "0"u8.ToArray();
    private static readonly byte[] EmptyText = "\"\""u8.ToArray();
    private static readonly byte[] EmptyList = "[]"u8.ToArray();

    public static FieldValue OfScalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => Of(True),
        JsonTokenType.False => Of(False),
        JsonTokenType.String when reader.ValueSpan.IsEmpty => Of(EmptyText),
        JsonTokenType.String => Of(Quoted(reader.ValueSpan)),
        _ when reader.ValueSpan is [(byte)'0'] => Of(Zero),
        _ => Of(reader.ValueSpan.ToArray()),
    };

    /// <summary>Copies an array or object whole.</summary>
    public static FieldValue OfContainer(ReadOnlySpan<byte> json) => Of(json is [(byte)'[', (byte)']'] ? EmptyList : json.ToArray());

    private static byte[] Quoted(ReadOnlySpan<byte> content)
    {
        byte[] copy = new byte[content.Length + 2];
        copy[0] = (byte)'"';
        content.CopyTo(copy.AsSpan(1));
        copy[^1] = (byte)'"';
        return copy;
    }

    private static FieldValue Of(byte[] json) => FieldValue.OfLeaf(json, 0, json.Length);
}
