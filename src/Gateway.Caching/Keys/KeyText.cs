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
            || (char.IsHighSurrogate(letter) && (index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1])))
            || (char.IsLowSurrogate(letter) && (index == 0 || !char.IsHighSurrogate(text[index - 1])));
    }
}
