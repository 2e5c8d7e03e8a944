using System.Globalization;

namespace Gateway.Sandbox.Data;

/// <summary>Times as the API writes them. Texts of one kind sort as the times do.</summary>
internal static class Instant
{
    /// <summary>The moment just after the youngest seeded data.</summary>
    public static DateTimeOffset Epoch { get; } = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);

    /// <summary>That moment, or a millisecond after the earlier one if it is not later.</summary>
    public static string After(DateTimeOffset now, string earlier) =>
        string.CompareOrdinal(Text(now), earlier) > 0 || !TryParse(earlier, out var last) ? Text(now) : Text(last.AddMilliseconds(1));
}
