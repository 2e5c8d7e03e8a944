using System.Buffers;

namespace Gateway.GraphQL.Language;

/// <summary>Takes from a block string the indentation that only serves the layout of its document.</summary>
internal static class BlockStringIndentation
{
    /// <summary>The value of a block string.</summary>
    /// <remarks>https://spec.graphql.org/September2025/#BlockStringValue()</remarks>
    /// <param name="raw">What stands between the quotation marks, with <c>\"""</c> already resolved.</param>
    /// <returns>Lines joined by <c>\n</c>, without blank ones at either end.</returns>
    public static string Remove(ReadOnlySpan<char> raw)
    {
        int common = int.MaxValue;
        int first = -1;
        int last = -1;
        int number = 0;
        for (int at = 0; at <= raw.Length; number++)
        {
            var line = NextLine(raw, ref at);
            int indent = IndentOf(line);
            if (indent == line.Length)
            {
                continue;
            }

            first = first < 0 ? number : first;
            last = number;
            common = number == 0 ? common : Math.Min(common, indent);
        }

        return first < 0 ? "" : Join(raw, first, last, common);
    }

    private static string Join(ReadOnlySpan<char> raw, int first, int last, int indent)
    {
        // Not a string for each line: there may be half a million of them.
        char[] text = ArrayPool<char>.Shared.Rent(raw.Length);
        int length = 0;
        for (int at = 0, number = 0; number <= last; number++)
        {
            var line = NextLine(raw, ref at);
            if (number < first)
            {
                continue;
            }

            if (number > first)
            {
                text[length++] = '\n';
            }

            var kept = number == 0 ? line : line[Math.Min(indent, line.Length)..];
            kept.CopyTo(text.AsSpan(length));
            length += kept.Length;
        }

        string value = new(text, 0, length);
        ArrayPool<char>.Shared.Return(text);
        return value;
    }

    /// <summary>The line at an offset, which moves to the next one: past the end of the text after the last.</summary>
    private static ReadOnlySpan<char> NextLine(ReadOnlySpan<char> raw, ref int at)
    {
        var rest = raw[at..];
        int length = rest.IndexOfAny('\n', '\r');
        if (length < 0)
        {
            at = raw.Length + 1;
            return rest;
        }

        bool isPair = rest[length] == '\r' && length + 1 < rest.Length && rest[length + 1] == '\n';
        at += length + (isPair ? 2 : 1);
        return rest[..length];
    }

    private static int IndentOf(ReadOnlySpan<char> line)
    {
        int indent = line.IndexOfAnyExcept(' ', '\t');
        return indent < 0 ? line.Length : indent;
    }
}
