using System.Globalization;

namespace Gateway.GraphQL.Values;

/// <summary>One way to write each JSON number, exact whatever its size: equal numbers are equal texts, others differ.</summary>
internal static class CanonicalNumber
{
    // More zeros than this are written as an exponent: a short number must not become a long text.
    private const int MostZeros = 30;
    private const int LongestInteger = 400;

    public static string Of(string text)
    {
        if (!TryRead(text, out string sign, out string digits, out long exponent))
        {
            return text;
        }

        if (exponent is >= 0 and <= MostZeros)
        {
            return sign + digits + new string('0', (int)exponent);
        }

        long zeros = -exponent - digits.Length;
        return exponent switch
        {
            > MostZeros => string.Create(CultureInfo.InvariantCulture, $"{sign}{digits}e{exponent}"),
            _ when zeros < 0 => $"{sign}{digits.AsSpan(0, (int)-zeros)}.{digits.AsSpan((int)-zeros)}",
            _ when zeros <= MostZeros => $"{sign}0.{new string('0', (int)zeros)}{digits}",
            _ => string.Create(CultureInfo.InvariantCulture, $"{sign}{digits}e{exponent}"),
        };
    }

    /// <summary>The decimal digits of a number without fraction; null if it has one, or is longer than anyone would write out.</summary>
    public static string? Integer(string text) =>
        TryRead(text, out string sign, out string digits, out long exponent) && exponent is >= 0 and < LongestInteger
            ? sign + digits + new string('0', (int)exponent)
            : null;

    /// <summary>Takes a number apart: sign × digits × 10^exponent, without zeros at either end of the digits.</summary>
    /// <returns>False for an exponent out of all reason.</returns>
    private static bool TryRead(string text, out string sign, out string digits, out long exponent)
    {
        int mark = text.AsSpan().IndexOfAny('e', 'E');
        string mantissa = mark < 0 ? text : text[..mark];
        sign = mantissa.StartsWith('-') ? "-" : "";
        mantissa = mantissa[sign.Length..];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        int decimals = point < 0 ? 0 : mantissa.Length - point - 1;
        string all = point < 0 ? mantissa : mantissa.Remove(point, 1);
        string tail = all.TrimEnd('0');
        digits = tail.TrimStart('0');
        if (digits.Length == 0)
        {
            (sign, digits, exponent) = ("", "0", 0);
            return true;
        }

        int written = 0;
        bool isReadable = mark < 0
            || int.TryParse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out written);
        exponent = (long)written + all.Length - tail.Length - decimals;
        return isReadable;
    }
}
