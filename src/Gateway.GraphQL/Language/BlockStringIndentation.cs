namespace Gateway.GraphQL.Language;

/// <summary>Takes from a block string the indentation that only serves the layout of its document.</summary>
internal static class BlockStringIndentation
{
    private static readonly string[] LineEnds = ["\r\n", "\n", "\r"];

    /// <summary>The value of a block string.</summary>
    /// <remarks>https://spec.graphql.org/September2025/#BlockStringValue()</remarks>
    /// <param name="raw">What stands between the quotation marks, with <c>\"""</c> already resolved.</param>
    /// <returns>Lines joined by <c>\n</c>, without blank ones at either end.</returns>
    public static string Remove(string raw)
    {
        string[] lines = raw.Split(LineEnds, StringSplitOptions.None);
        int common = int.MaxValue;
        int first = -1;
        int last = -1;
        for (int i = 0; i < lines.Length; i++)
        {
            int indent = IndentOf(lines[i]);
            if (indent == lines[i].Length)
            {
                continue;
            }

            first = first < 0 ? i : first;
            last = i;
            common = i == 0 ? common : Math.Min(common, indent);
        }

        if (first < 0)
        {
            return "";
        }

        for (int i = Math.Max(first, 1); i <= last; i++)
        {
            lines[i] = lines[i][Math.Min(common, lines[i].Length)..];
        }

        return string.Join('\n', lines, first, last + 1 - first);
    }

    private static int IndentOf(string line)
    {
        int indent = 0;
        while (indent < line.Length && Characters.IsWhiteSpace(line[indent]))
        {
            indent++;
        }

        return indent;
    }
}
