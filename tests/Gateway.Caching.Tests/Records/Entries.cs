using System.Globalization;
using System.Text;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Caching.Tests.Records;

/// <summary>Entries and patches whose leaves are numbers, and what they hold as text.</summary>
internal static class Entries
{
    private static readonly FieldKey Padding = new("padding");
    private static readonly byte[] PaddingBlob = new byte[64 * 1024];

    public static FieldKey A { get; } = new("a");

    public static FieldKey B { get; } = new("b");

    public static RecordEntry Of(FieldKey key, long number, long sequence, long fetchedAt = 0)
    {
        byte[] json = Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture));
        return new RecordEntry(key, FieldValue.OfLeaf(json, 0, json.Length), sequence, fetchedAt);
    }

    /// <summary>A patch of one field <c>a</c>.</summary>
    public static RecordPatch Patch(EntityKey key, long number, long sequence) => new(key, [Of(A, number, sequence)]);

    /// <summary>A patch of one field <c>a</c>, and another that makes the record that many bytes larger.</summary>
    public static RecordPatch Patch(EntityKey key, long number, long sequence, int bytes) =>
        new(key, [Of(A, number, sequence), new RecordEntry(Padding, FieldValue.OfLeaf(PaddingBlob, 0, bytes), sequence, 0)]);

    /// <summary>The number of a field; null if the record or the field is not known.</summary>
    public static long? Number(this EntityRecord? record, FieldKey key) =>
        record is not null && record.TryGet(key, out var entry)
            ? long.Parse(Encoding.UTF8.GetString(entry.Value.Json.Span), CultureInfo.InvariantCulture)
            : null;
}
