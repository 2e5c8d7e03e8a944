namespace Gateway.GraphQL.Language;

/// <summary>Prints strings in three quotation marks.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-String-Value.Block-Strings</remarks>
internal static class BlockStringPrinter
{
    private const string Quotes = "\"\"\"";
    private const int LongestLine = 70;

    /// <summary>A block string literal of this value, its lines separated by <c>\n</c> and not indented.</summary>
    /// <param name="value">A value that <see cref="CanHold"/>; another one may be read back differently.</param>
    public static string Print(string value)
    {
        string text = value.Replace(Quotes, "\\" + Quotes, StringComparison.Ordinal);
        bool isOneLine = !value.Contains('\n', StringComparison.Ordinal);
        bool opensOwnLine = isOneLine ? !StartsWithSpace(value) : true;
        bool closesOwnLine = !isOneLine || value.Length > LongestLine || value.EndsWith('"') || value.EndsWith('\\');
        return $"{Quotes}{(closesOwnLine && opensOwnLine ? "\n" : "")}{text}{(closesOwnLine ? "\n" : "")}{Quotes}";
    }

    /// <summary>Whether a block string of this value is read back as it was, and can be read by people.</summary>
    public static bool CanHold(string value)
    {
        foreach (char character in value)
        {
            if (character is < '\u0010' and not '\t' and not '\n')
            {
                return false;
            }
        }

        bool isOneLine = !value.Contains('\n', StringComparison.Ordinal);
        return BlockStringIndentation.Remove(isOneLine ? value : $"\n{value}\n") == value;
    }

    private static bool StartsWithSpace(string value) => value.Length > 0 && Characters.IsWhiteSpace(value[0]);
}
