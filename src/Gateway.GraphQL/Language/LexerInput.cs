using System.Buffers;
using System.Globalization;
using System.Text;

namespace Gateway.GraphQL.Language;

/// <summary>A text as the lexer reads it: valid UTF-8 up to <see cref="End"/>, and nothing beyond that.</summary>
/// <param name="bytes">The whole text.</param>
/// <param name="end">How many bytes from the start are valid UTF-8.</param>
internal readonly ref struct LexerInput(ReadOnlySpan<byte> bytes, int end)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int End { get; } = end;

    /// <summary>Whether the text goes on after <see cref="End"/> with bytes that are no UTF-8.</summary>
    public bool IsCut => End < _bytes.Length;

    /// <summary>The byte at an offset; -1 past the end.</summary>
    public int this[int offset] => (uint)offset < (uint)End ? _bytes[offset] : -1;

    /// <summary>The valid bytes between two offsets.</summary>
    public ReadOnlySpan<byte> Between(int start, int end) => _bytes[start..end];

    /// <summary>The valid bytes from an offset on.</summary>
    public ReadOnlySpan<byte> From(int start) => _bytes[start..End];

    public string Decode(int start, int end) => Encoding.UTF8.GetString(_bytes[start..end]);

    /// <summary>At most so many UTF-16 code units of the text from an offset on, to be quoted in a message.</summary>
    public string Quote(int start, int units)
    {
        Span<char> text = stackalloc char[units];
        int written = 0;
        int used = 0;
        for (int at = start; used < units && at < _bytes.Length;)
        {
            if (Rune.DecodeFromUtf8(_bytes[at..], out var rune, out int length) == OperationStatus.Done)
            {
                used += rune.Utf16SequenceLength;
                written += used <= units ? rune.EncodeToUtf16(text[written..]) : 0;
                at += length;
            }
            else if (IsHalfOfPair(_bytes[at..]))
            {
                // One unit, and nothing that a message could hold.
                used++;
                at += 3;
            }
            else
            {
                break;
            }
        }

        return new string(text[..written]);
    }

    /// <summary>The character at an offset as messages show it: <c>"a"</c>, <c>U+0000</c> or <c>&lt;EOF&gt;</c>.</summary>
    public string Describe(int offset)
    {
        if (offset >= _bytes.Length)
        {
            return "<EOF>";
        }

        if (offset >= End)
        {
            return DescribeInvalid(_bytes[offset..]);
        }

        Rune.DecodeFromUtf8(From(offset), out var rune, out _);
        return rune.Value switch
        {
            '"' => "'\"'",
            >= 0x20 and <= 0x7E => $"\"{rune}\"",
            _ => string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}"),
        };
    }

    // A lone surrogate of a UTF-16 text arrives here as the three bytes that UTF-8 forbids for it.
    private static bool IsHalfOfPair(ReadOnlySpan<byte> bytes) => bytes is [0xED, >= 0xA0 and <= 0xBF, >= 0x80 and <= 0xBF, ..];

    private static string DescribeInvalid(ReadOnlySpan<byte> bytes) =>
        IsHalfOfPair(bytes)
            ? string.Create(CultureInfo.InvariantCulture, $"U+{0xD000 | ((bytes[1] & 0x3F) << 6) | (bytes[2] & 0x3F):X4}")
            : string.Create(CultureInfo.InvariantCulture, $"0x{bytes[0]:X2}");
}
