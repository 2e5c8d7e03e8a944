using Gateway.GraphQL.Errors;

namespace Gateway.GraphQL.Language;

/// <summary>A GraphQL text in UTF-8 and the means to say where in it something stands.</summary>
public sealed class SourceText(ReadOnlyMemory<byte> utf8)
{
    /// <summary>The bytes as they were given; valid UTF-8 if a parser accepted them.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; } = utf8;

    /// <summary>The line and column of a byte offset. O(offset): for errors, not for the hot path.</summary>
    public SourceLocation Locate(int offset)
    {
        var text = Utf8.Span[..Math.Clamp(offset, 0, Utf8.Length)];
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < Utf8.Length && Utf8.Span[i + 1] == '\n')))
            {
                line++;
                lineStart = i + 1;
            }
        }

        return new SourceLocation(line, CountUtf16(text[lineStart..]) + 1);
    }

    private static int CountUtf16(ReadOnlySpan<byte> utf8)
    {
        int units = 0;
        foreach (byte b in utf8)
        {
            // Continuation bytes add nothing; a four-byte sequence is a surrogate pair.
            units += (b & 0xC0) == 0x80 ? 0 : b >= 0xF0 ? 2 : 1;
        }

        return units;
    }
}
