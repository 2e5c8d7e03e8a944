using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Gateway.Caching.Documents;

/// <summary>SHA-256 of a text in UTF-8. Equal hashes are the same text.</summary>
public readonly record struct DocumentHash(UInt128 High, UInt128 Low)
{
    /// <summary>How many hexadecimal digits it is written with.</summary>
    public const int Digits = 64;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public static DocumentHash Of(ReadOnlySpan<byte> utf8)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8, hash);
        return new DocumentHash(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
    }

    /// <summary>Reads 64 hexadecimal digits in lower case, and nothing else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DocumentHash hash)
    {
        hash = default;
        if (text.Length != Digits || text.ContainsAnyExcept(HexDigits))
        {
            return false;
        }

        hash = new DocumentHash(Half(text[..(Digits / 2)]), Half(text[(Digits / 2)..]));
        return true;
    }

    /// <summary>As 64 hexadecimal digits in lower case.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x32}{Low:x32}");

    private static UInt128 Half(ReadOnlySpan<char> digits) => UInt128.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
