using System.Globalization;
using System.Text.RegularExpressions;

namespace Gateway.Tests.Admin;

/// <summary>Reads what Prometheus would, and takes nothing that it would not.</summary>
internal static partial class PrometheusReader
{
    /// <summary>The value of each series.</summary>
    public static Dictionary<string, double> Read(string text)
    {
        var values = new Dictionary<string, double>();
        string? family = null;
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                string[] words = line.Split(' ');
                Assert.Equal(4, words.Length);
                Assert.Contains(words[3], new[] { "counter", "gauge", "histogram" });
                Assert.True(values.TryAdd($"# {words[2]}", 0), $"{words[2]} comes twice");
                family = words[2];
            }
            else if (!line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                var match = Series().Match(line);
                Assert.True(match.Success, line);
                Assert.StartsWith(family!, match.Groups[1].Value, StringComparison.Ordinal);
                double value = match.Groups[3].Value switch
                {
                    "NaN" => double.NaN,
                    "+Inf" => double.PositiveInfinity,
                    var number => double.Parse(number, CultureInfo.InvariantCulture),
                };
                Assert.True(values.TryAdd(match.Groups[1].Value + match.Groups[2].Value, value), $"{line} comes twice");
            }
        }

        return values;
    }

    [GeneratedRegex("""^([a-zA-Z_][a-zA-Z0-9_]*)(\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\[\\"n])*",?)*\})? (\S+)$""")]
    private static partial Regex Series();
}
