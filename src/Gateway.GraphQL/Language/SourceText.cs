using Gateway.GraphQL.Errors;

namespace Gateway.GraphQL.Language;

/// <summary>A GraphQL text in UTF-8 and the means to say where in it something stands.</summary>
public sealed class SourceText(ReadOnlyMemory<byte> utf8)
{
    private const int Stride = 4096;

    // Where every four thousandth byte stands: without them a thousand errors would read a large text a thousand times.
    private SourceLocation[]? _marks;

    /// <summary>The bytes as they were given; valid UTF-8 if a parser accepted them.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; } = utf8;

    /// <summary>The line and column of a byte offset. For errors, not for the hot path: the first call reads the text up to its end.</summary>
    public SourceLocation Locate(int offset)
    {
        int end = Math.Clamp(offset, 0, Utf8.Length);
        var marks = _marks ??= Mark();
        return Advance(marks[end / Stride], end / Stride * Stride, end);
    }

    private SourceLocation[] Mark()
    {
        var marks = new SourceLocation[(Utf8.Length / Stride) + 1];
        marks[0] = new SourceLocation(1, 1);
        for (int i = 1; i < marks.Length; i++)
        {
            marks[i] = Advance(marks[i - 1], (i - 1) * Stride, i * Stride);
        }

        return marks;
    }

    /// <summary>Where the byte at <paramref name="end"/> stands, from where an earlier one does.</summary>
    private SourceLocation Advance(SourceLocation from, int start, int end)
    {
        var text = Utf8.Span;
        int line = from.Line;
        int column = from.Column;
        for (int i = start; i < end; i++)
        {
            byte b = text[i];
            if (b == '\n' || (b == '\r' && !(i + 1 < text.Length && text[i + 1] == '\n')))
            {
                (line, column) = (line + 1, 1);
            }
            else
            {
                // Continuation bytes add nothing; a four-byte sequence is a surrogate pair.
                column += (b & 0xC0) == 0x80 ? 0 : b >= 0xF0 ? 2 : 1;
            }
        }

        return new SourceLocation(line, column);
    }
}
