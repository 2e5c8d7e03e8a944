using System.Globalization;
using System.Text;
using Gateway.Caching.Storing;

namespace Gateway.Commands;

/// <summary>Writes for people what Redis holds of an entity.</summary>
internal static class InspectionText
{
    private const int MostLetters = 100;

    /// <param name="inspection">What is held.</param>
    /// <param name="now">For ages.</param>
    public static string Of(EntityInspection inspection, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        var text = new StringBuilder();
        void Add(FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');

        Add($"{Printable(inspection.Key.ToString())}");
        Add($"  sequence     {inspection.Sequence}");
        Add($"  invalidated  {Invalidated(inspection.InvalidatedAt)}");
        Add($"  removed      {(inspection.IsRemoved ? "yes" : "no, as far as is remembered")}");
        Add($"  fields       {(inspection.Fields.Count == 0 ? "none is held" : inspection.Fields.Count.ToString(CultureInfo.InvariantCulture))}");
        foreach (var field in inspection.Fields)
        {
            Add($"");
            Add($"{Cut(Printable(field.Field))}");
            Add($"  {Cut(Printable(field.Value))}");
            string age = Age(now - field.FetchedAt);
            Add($"  fetched {field.FetchedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} ({age}), sequence {field.Sequence}, {field.Bytes} bytes");
            Add($"  {Verdict(inspection, field)}");
        }

        return text.ToString();
    }

    /// <summary>The text with what would move a terminal's cursor, or the order of letters, as <c>\u001b</c>.</summary>
    public static string Printable(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Any(IsUnprintable)
            ? string.Concat(text.Select(letter => IsUnprintable(letter) ? $"\\u{(int)letter:x4}" : letter.ToString()))
            : text;
    }

    private static bool IsUnprintable(char letter) => char.GetUnicodeCategory(letter)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Cut(string text) => text.Length <= MostLetters ? text
        : $"{text[..(char.IsHighSurrogate(text[MostLetters - 1]) ? MostLetters - 1 : MostLetters)]}…";

    private static string Invalidated(long? at) => at switch
    {
        null => "not known: its mark is not there",
        0 => "never",
        { } number => string.Create(CultureInfo.InvariantCulture, $"at {number}"),
    };

    private static string Age(TimeSpan age) => age < TimeSpan.Zero ? $"in {Length(-age)}, by this machine's clock" : $"{Length(age)} ago";

    private static string Length(TimeSpan time)
    {
        var (count, unit) = time.TotalDays >= 2 ? (time.TotalDays, "days")
            : time.TotalHours >= 2 ? (time.TotalHours, "hours")
            : time.TotalMinutes >= 2 ? (time.TotalMinutes, "minutes")
            : (time.TotalSeconds, "seconds");
        return string.Create(CultureInfo.InvariantCulture, $"{(long)count} {unit}");
    }

    private static string Verdict(EntityInspection inspection, FieldInspection field) => field.IsValid
        ? "valid, as far as the store can tell; age and lists are checked when it is read"
        : FormattableString.Invariant($"not valid: {Reason(inspection, field)}");

    private static string Reason(EntityInspection inspection, FieldInspection field) =>
        inspection.InvalidatedAt is not { } at ? "the entity's mark is not there, so that it may have been invalidated since"
        : field.Sequence < at ? string.Create(CultureInfo.InvariantCulture, $"invalidated at {at}, after it was fetched")
        : field.Sequence > inspection.Sequence ? "of a sequence that is over"
        : "Redis may have lost what invalidates it, or it cannot be read";
}
