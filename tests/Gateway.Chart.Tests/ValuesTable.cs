using System.Text;
using System.Text.RegularExpressions;

namespace Gateway.Chart.Tests;

/// <summary>The table of values in the chart's README, made of <c>values.yaml</c> and of its comments that begin with <c># --</c>.</summary>
internal static partial class ValuesTable
{
    /// <summary>Makes the table.</summary>
    /// <param name="yaml">Block maps of scalars, flow collections and documented blocks, indented by two.</param>
    /// <exception cref="InvalidDataException">A value has no comment; tells which.</exception>
    public static string Of(string yaml)
    {
        var table = new StringBuilder("| value | default | what |\n|---|---|---|\n");
        var path = new List<string>();
        string? comment = null;
        string[] lines = yaml.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (Comment().Match(lines[i]) is { Success: true } said)
            {
                comment = said.Groups[1].Value;
            }
            else if (Key().Match(lines[i]) is { Success: true } key)
            {
                int depth = key.Groups[1].Length / 2;
                path = [.. path.Take(depth), key.Groups[2].Value];
                string given = key.Groups[3].Value.Trim();
                if (comment is not null)
                {
                    given = given.Length > 0 ? given : Flow(lines, ref i, depth + 1);
                    table.Append($"| `{string.Join('.', path)}` | `{given}` | {comment.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
                    comment = null;
                }
                else if (given.Length > 0)
                {
                    throw new InvalidDataException($"{string.Join('.', path)} has no comment that begins with `# --`.");
                }
            }
        }

        return table.ToString();
    }

    // A block of maps as one line.
    private static string Flow(string[] lines, ref int i, int depth)
    {
        var entries = new List<string>();
        while (i + 1 < lines.Length && Key().Match(lines[i + 1]) is { Success: true } key && key.Groups[1].Length / 2 == depth)
        {
            i++;
            string given = key.Groups[3].Value.Trim();
            entries.Add($"{key.Groups[2].Value}: {(given.Length > 0 ? given : Flow(lines, ref i, depth + 1))}");
        }

        return $"{{{string.Join(", ", entries)}}}";
    }

    [GeneratedRegex("^ *# -- (.+)$")]
    private static partial Regex Comment();

    [GeneratedRegex("^( *)([A-Za-z_]+):(.*)$")]
    private static partial Regex Key();
}
