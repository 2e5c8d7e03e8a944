using System.Buffers.Text;
using System.Globalization;

namespace Gateway.IntegrationTests.Consistency;

/// <summary>Finds versions in an answer: texts such as <c>~~17.3~~</c>, entity 17 in its third version, wherever they stand.</summary>
/// <remarks>
/// An entity has one mark in each of its texts, and all must be new, so the oldest counts. A list has one in each of its items, which are
/// added one by one, so the newest counts.
/// </remarks>
internal ref struct VersionMarks(ReadOnlySpan<byte> text)
{
    private const int FirstList = 1_000_000;

    private ReadOnlySpan<byte> _rest = text;

    public (int Entity, long Version) Current { get; private set; }

    /// <summary>The number of the list of that index.</summary>
    public static int ListNumber(int index) => FirstList + index;

    public static bool IsOfList(int entity) => entity >= FirstList;

    /// <summary>The text to look for.</summary>
    public static string Of(int entity, long version) => string.Create(CultureInfo.InvariantCulture, $"~~{entity}.{version}~~");

    public readonly VersionMarks GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_rest.IndexOf("~~"u8) is >= 0 and var at)
        {
            _rest = _rest[(at + 2)..];
            if (TryRead(_rest, out var mark, out int length))
            {
                Current = mark;
                _rest = _rest[length..];
                return true;
            }
        }

        return false;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, out (int Entity, long Version) mark, out int length)
    {
        (mark, length) = (default, 0);
        if (!Utf8Parser.TryParse(text, out int entity, out int digits) || !text[digits..].StartsWith("."u8))
        {
            return false;
        }

        var rest = text[(digits + 1)..];
        if (!Utf8Parser.TryParse(rest, out long version, out int more) || !rest[more..].StartsWith("~~"u8))
        {
            return false;
        }

        (mark, length) = ((entity, version), digits + 1 + more + 2);
        return true;
    }
}
