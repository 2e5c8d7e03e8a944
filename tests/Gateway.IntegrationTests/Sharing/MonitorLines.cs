using System.Text.RegularExpressions;

namespace Gateway.IntegrationTests.Sharing;

/// <summary>Reads what <c>MONITOR</c> tells, such as <c>1700000000.123456 [0 127.0.0.1:40000] "HMGET" "key" "field"</c>.</summary>
internal static partial class MonitorLines
{
    private static readonly HashSet<string> OfTheWholeKeyspace =
        new(["KEYS", "SCAN", "FLUSHALL", "FLUSHDB", "RANDOMKEY"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The command, in upper case; empty if the line is none.</summary>
    public static string CommandOf(string line) => Command().Match(line).Groups["name"].Value.ToUpperInvariant();

    /// <summary>Who sent it: an address, or <c>lua</c>.</summary>
    public static string SenderOf(string line) => Command().Match(line).Groups["sender"].Value;

    /// <summary>Lines of commands that cost the more, the more keys there are, or that forget what others need.</summary>
    public static IReadOnlyList<string> Harmful(IEnumerable<string> lines) => [.. lines.Where(line => OfTheWholeKeyspace.Contains(CommandOf(line)))];

    /// <summary>How many round trips read records: each begins with a look at the sequence, and goes on with records.</summary>
    /// <remarks>Looks at the sequence alone, as are taken every now and then, are none.</remarks>
    public static int ReadsOfRecords(IEnumerable<string> lines)
    {
        int count = 0;

        // Of a script its own commands are noted as well, and they tell what it did.
        foreach (var sender in lines.Where(line => CommandOf(line) is not ("EVAL" or "EVALSHA")).GroupBy(SenderOf))
        {
            bool isCounted = false;
            foreach (string line in sender)
            {
                if (CommandOf(line) == "HMGET" && line.Contains("{seq}", StringComparison.Ordinal))
                {
                    isCounted = false;
                }
                else if (!isCounted && line.Contains(":r:", StringComparison.Ordinal))
                {
                    (count, isCounted) = (count + 1, true);
                }
            }
        }

        return count;
    }

    [GeneratedRegex("""^[0-9.]+ \[[0-9]+ (?<sender>[^\]]+)\] "(?<name>[^"]*)" ?""", RegexOptions.CultureInvariant)]
    private static partial Regex Command();
}
