using System.Globalization;

namespace Gateway.GraphQL.Values;

/// <summary>Numbers in double precision as readers of messages know them: the fewest digits that tell a number from all others.</summary>
/// <remarks>https://tc39.es/ecma262/#sec-numeric-types-number-tostring</remarks>
internal static class ShortestNumber
{
    private const int MostWholeDigits = 21;
    private const int MostZeros = 6;

    /// <summary>The number as text; as it was written if it is too large for double precision.</summary>
    public static string Of(string json)
    {
        double number = double.Parse(json, CultureInfo.InvariantCulture);
        if (number == 0 || !double.IsFinite(number))
        {
            return number == 0 ? "0" : json;
        }

        string[] parts = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture).Split('E');
        string mantissa = parts[0].Replace(".", "", StringComparison.Ordinal);
        string digits = mantissa.TrimStart('0');
        int whole = parts[0].IndexOf('.', StringComparison.Ordinal);
        int point = (whole < 0 ? mantissa.Length : whole) - (mantissa.Length - digits.Length)
            + (parts is [_, var exponent] ? int.Parse(exponent, CultureInfo.InvariantCulture) : 0);
        digits = digits.TrimEnd('0');
        return (number < 0 ? "-" : "") + Place(digits, point);
    }

    /// <summary>Writes 0.digits × 10^point.</summary>
    private static string Place(string digits, int point) => point switch
    {
        _ when point >= digits.Length && point <= MostWholeDigits => digits.PadRight(point, '0'),
        > 0 and <= MostWholeDigits => $"{digits.AsSpan(0, point)}.{digits.AsSpan(point)}",
        > -MostZeros and <= 0 => $"0.{new string('0', -point)}{digits}",
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits.AsSpan(1)}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1)}"),
    };
}
