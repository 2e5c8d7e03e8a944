namespace Gateway.Configuration;

/// <summary>Guesses what was meant by a name that nothing has.</summary>
internal static class Nearest
{
    /// <summary>A sentence with a space before it, such as <c> Did you mean --urls?</c>; empty if nothing is near.</summary>
    public static string Hint(string name, IEnumerable<string> known)
    {
        string lower = name.ToLowerInvariant();
        var (nearest, edits) = known.Select(candidate => (candidate, Distance(lower, candidate.ToLowerInvariant()))).MinBy(pair => pair.Item2);
        return nearest is not null && edits <= Math.Max(2, name.Length / 4) ? $" Did you mean {nearest}?" : "";
    }

    private static int Distance(string left, string right)
    {
        int[] above = [.. Enumerable.Range(0, right.Length + 1)];
        int[] row = new int[right.Length + 1];
        for (int i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int cost = left[i - 1] == right[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + cost);
            }

            (above, row) = (row, above);
        }

        return above[right.Length];
    }
}
