using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Auth;

/// <summary>Keys of clients: what they look like, and the hashes by which they are known.</summary>
/// <remarks>
/// A plain hash is enough, without salt and without work: a key is random and has at least 128 bits, so that it can neither be guessed nor be
/// found in a table.
/// </remarks>
internal static class ApiKey
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashLength = SHA256.HashSizeInBytes;

    /// <summary>Letters that a key or token may have at most.</summary>
    public const int MaxLength = 8192;

    // Lets scanners of repositories find a key that was lost there.
    private const string Prefix = "gw_";
    private const string HashPrefix = "sha256:";
    private const int RandomBytes = 32;
    private const int UsualLength = 256;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>A new key of 256 random bits.</summary>
    public static string Create() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>The hash of a key as the clients file has it.</summary>
    public static string Describe(string key) => HashPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Writes the hash of a key of at most <see cref="MaxLength"/> ASCII letters. Of those that we make it allocates nothing.</summary>
    public static void Hash(ReadOnlySpan<char> key, Span<byte> hash)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, MaxLength);
        Span<byte> ascii = key.Length <= UsualLength ? stackalloc byte[UsualLength] : new byte[key.Length];
        int length = Encoding.ASCII.GetBytes(key, ascii);
        SHA256.HashData(ascii[..length], hash);
    }

    /// <summary>Reads a hash off the clients file.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out byte[]? hash)
    {
        hash = text.StartsWith(HashPrefix, StringComparison.Ordinal)
            && text.Length == HashPrefix.Length + (2 * HashLength)
            && text.AsSpan(HashPrefix.Length).IndexOfAnyExcept(HexDigits) < 0
                ? Convert.FromHexString(text.AsSpan(HashPrefix.Length))
                : null;
        return hash is not null;
    }
}
