using System.Globalization;
using System.Text;

namespace Gateway.Telemetry;

/// <summary>Writes what was measured for Prometheus and whatever reads the same.</summary>
/// <remarks>https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format; names as OpenTelemetry maps them.</remarks>
internal static class PrometheusText
{
    /// <summary>The media type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Labels as they stand in braces; empty if there are none.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(Word(name)).Append("=\"");
            foreach (char letter in Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")
            {
                _ = letter switch
                {
                    '\\' => text.Append("\\\\"),
                    '"' => text.Append("\\\""),
                    '\n' => text.Append("\\n"),
                    _ => text.Append(letter),
                };
            }

            text.Append('"');
        }

        return text.ToString();
    }

    /// <summary>All of it.</summary>
    public static string Write(MeterReadings readings)
    {
        var text = new StringBuilder();
        foreach (var group in readings.Read())
        {
            var kind = group.First().Kind;
            string name = NameOf(group.Key.Name, group.Key.Unit, kind);
            text.Append("# HELP ").Append(name).Append(' ').Append((group.Key.Description ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
            text.Append("# TYPE ").Append(name).Append(' ').Append(JsonWord(kind)).Append('\n');
            foreach (var series in group.OrderBy(series => series.Labels, StringComparer.Ordinal))
            {
                Write(text, name, series);
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, string name, MeterSeries series)
    {
        var (value, count, buckets) = series.Read();
        if (series.Kind != MeterKind.Histogram)
        {
            Line(text, name, series.Labels, value);
            return;
        }

        string before = series.Labels.Length == 0 ? "" : $"{series.Labels},";
        foreach (var (bound, below) in buckets)
        {
            Line(text, $"{name}_bucket", string.Create(CultureInfo.InvariantCulture, $"{before}le=\"{bound}\""), below);
        }

        Line(text, $"{name}_bucket", $"{before}le=\"+Inf\"", count);
        Line(text, $"{name}_sum", series.Labels, value);
        Line(text, $"{name}_count", series.Labels, count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        string number = double.IsNaN(value) ? "NaN" : double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);
        text.Append(' ').Append(number).Append('\n');
    }

    private static string NameOf(string name, string? unit, MeterKind kind)
    {
        string suffix = unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            _ => "",
        };
        string word = Word(name);
        return (suffix.Length == 0 || word.EndsWith(suffix, StringComparison.Ordinal) ? word : word + suffix) + (kind == MeterKind.Counter ? "_total" : "");
    }

    private static string Word(string name) =>
        string.Create(name.Length, name, static (letters, source) =>
        {
            for (int i = 0; i < letters.Length; i++)
            {
                letters[i] = char.IsAsciiLetterOrDigit(source[i]) ? source[i] : '_';
            }
        });

    private static string JsonWord(MeterKind kind) => kind.ToString().ToLowerInvariant();
}
