using System.Globalization;
using System.Xml;
using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Querying;

/// <summary>Brings the operands of comparators into the form of the values they are compared with.</summary>
internal static class Operands
{
    /// <summary>A date, or a duration counted from now, as the text of a time.</summary>
    /// <exception cref="InvalidArgumentException">It is neither.</exception>
    public static string Date(string text, DateTimeOffset now)
    {
        if (Instant.TryParse(text, out var time))
        {
            return Instant.Text(time);
        }

        try
        {
            // The reader of XML durations knows no weeks.
            int weeks = text.IndexOf('W', StringComparison.Ordinal);
            int from = text.IndexOf('P', StringComparison.Ordinal) + 1;
            string duration = weeks > from && from > 0 && int.TryParse(text.AsSpan(from, weeks - from), CultureInfo.InvariantCulture, out int count)
                ? string.Create(CultureInfo.InvariantCulture, $"{text[..from]}{count * 7}D{text[(weeks + 1)..]}")
                : text;
            return Instant.Text(now + XmlConvert.ToTimeSpan(duration));
        }
        catch (FormatException)
        {
            throw new InvalidArgumentException("filter", "isDateOrDuration", $"\"{text}\" must be a date or a duration");
        }
    }

    /// <summary>A day as the time of one of the operands on that day, if there is one, since days have no time.</summary>
    public static object Like(object value, IEnumerable<object> operands) =>
        value is string { Length: 10 } day
            ? operands.FirstOrDefault(operand => operand is string text && text.StartsWith(day, StringComparison.Ordinal)) ?? value
            : value;

    // The runtime decomposes no letters where globalization is invariant, as here.
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿāăąćčďđēęěğīįłńňőŕřśšťūůűźżž";
    private const string Bare = "aaaaaaceeeeiiiinoooooouuuuyyaaaccddeeegiilnnorrsstuuuzzz";

    /// <summary>In lower case and without the accents of European languages.</summary>
    public static string Plain(string text) => string.Concat(text.ToLowerInvariant().Select(letter =>
        Accented.IndexOf(letter, StringComparison.Ordinal) is var place and >= 0 ? Bare[place] : letter));
}
