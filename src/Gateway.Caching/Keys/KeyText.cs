using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Gateway.Caching.Keys;

/// <summary>Escapes what must not stand in a key: braces, control characters, and halves of surrogate pairs, which UTF-8 makes all equal.</summary>
/// <remarks>
/// An escaped character is <c>%</c> and the four digits of its UTF-16 code, so <c>%</c> is escaped too. Different texts stay different.
/// </remarks>
internal static class KeyText
{
    private const int EscapeLength = 5;

    public static string Escape(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (NeedsEscape(text, i))
            {
                return EscapeFrom(text, i);
            }
        }

        return text;
    }

    /// <summary>An entity as text, as in <c>Issue:9f2c</c>: what is before the first colon is the type, so one inside it is escaped.</summary>
    public static string EscapeEntity(EntityKey key) =>
        string.Concat(Escape(key.Type).Replace(":", "%003A", StringComparison.Ordinal), ":", Escape(key.Id));

    /// <summary>The entity that was escaped; false for what is no such text.</summary>
    public static bool TryUnescapeEntity(string text, out EntityKey key)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !TryUnescape(text[..colon], out string? type) || !TryUnescape(text[(colon + 1)..], out string? id))
        {
            key = default;
            return false;
        }

        key = new EntityKey(type, id);
        return true;
    }

    /// <summary>
    /// A field as text: as it is, since braces are in most and mean nothing there. Only what UTF-8 cannot tell apart is escaped, behind a <c>%</c>
    /// that no field's name begins with.
    /// </summary>
    public static string EscapeField(string field) =>
        field.AsSpan().ContainsAnyInRange('\ud800', '\udfff') && HasHalf(field) ? "%" + Escape(field) : field;

    /// <summary>The field that was escaped; the text itself if it is none of ours.</summary>
    public static string UnescapeField(string text) => text is ['%', ..] && TryUnescape(text[1..], out string? field) ? field : text;

    /// <summary>The text that was escaped; false if an escape is cut off or has no number.</summary>
    public static bool TryUnescape(string text, [NotNullWhen(true)] out string? unescaped)
    {
        unescaped = text;
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return true;
        }

        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                result.Append(text[i]);
                continue;
            }

            if (text.Length - i < EscapeLength
                || !ushort.TryParse(
                    text.AsSpan(i + 1, EscapeLength - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
            {
                unescaped = null;
                return false;
            }

            result.Append((char)code);
            i += EscapeLength - 1;
        }

        unescaped = result.ToString();
        return true;
    }

    private static string EscapeFrom(string text, int first)
    {
        var result = new StringBuilder(text.Length + 32).Append(text, 0, first);
        for (int i = first; i < text.Length; i++)
        {
            if (NeedsEscape(text, i))
            {
                result.Append(CultureInfo.InvariantCulture, $"%{(int)text[i]:X4}");
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    private static bool NeedsEscape(string text, int index)
    {
        char letter = text[index];
        return letter is '{' or '}' or '%'
            || char.IsControl(letter)
            || IsHalf(text, index);
    }

    private static bool HasHalf(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (IsHalf(text, i))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHalf(string text, int index) =>
        char.IsHighSurrogate(text[index])
            ? index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1])
            : char.IsLowSurrogate(text[index]) && (index == 0 || !char.IsHighSurrogate(text[index - 1]));
}
