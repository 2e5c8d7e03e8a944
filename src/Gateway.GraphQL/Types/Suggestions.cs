namespace Gateway.GraphQL.Types;

/// <summary>Names that someone who mistyped one may have meant.</summary>
internal static class Suggestions
{
    private const int Most = 5;

    // Comparing costs the product of the lengths; nobody mistypes a name as long as this.
    private const int LongestName = 200;

    /// <summary>Those of <paramref name="options"/> that are spelled like <paramref name="input"/>, the nearest first.</summary>
    public static IReadOnlyList<string> Near(string input, IEnumerable<string> options)
    {
        if (input.Length > LongestName)
        {
            return [];
        }

        int threshold = (int)(input.Length * 0.4) + 1;
        var distance = new EditDistance(input);
        return
        [
            .. options.Distinct(StringComparer.Ordinal)
                .Select(option => (Name: option, Edits: distance.To(option, threshold)))
                .Where(option => option.Edits <= threshold)
                .OrderBy(option => option.Edits)
                .ThenBy(option => option.Name, NaturalOrder.Comparer)
                .Select(option => option.Name),
        ];
    }

    /// <summary>" Did you mean …?" with a space before it; empty if there is nothing to suggest.</summary>
    /// <param name="names">The best first; of many, only the first five are named.</param>
    /// <param name="lead">Words before the names, such as "the enum value"; empty for none.</param>
    public static string DidYouMean(IReadOnlyList<string> names, string lead = "")
    {
        if (names.Count == 0)
        {
            return "";
        }

        string[] quoted = [.. names.Take(Most).Select(name => $"\"{name}\"")];
        string list = quoted.Length switch
        {
            1 => quoted[0],
            2 => $"{quoted[0]} or {quoted[1]}",
            _ => $"{string.Join(", ", quoted[..^1])}, or {quoted[^1]}",
        };
        return lead.Length == 0 ? $" Did you mean {list}?" : $" Did you mean {lead} {list}?";
    }
}
