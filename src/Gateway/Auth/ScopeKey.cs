using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Auth;

/// <summary>Turns credentials into names that tell nothing of them to whoever lacks the key.</summary>
/// <remarks>
/// A plain hash would do for strangers to credentials. But whoever can read Redis could try likely ones against it, or find out whether one that they
/// hold is in use.
/// </remarks>
internal sealed class ScopeKey
{
    /// <summary>What a key must have at least, in characters.</summary>
    public const int MinLength = 32;

    // Far above any key; a file that is larger was named by mistake.
    private const int MaxFileBytes = 16 * 1024;

    private readonly byte[] _key;

    private ScopeKey(byte[] key) => _key = key;

    /// <summary>One of this process alone.</summary>
    public static ScopeKey Random() => new(RandomNumberGenerator.GetBytes(32));

    /// <summary>The key of the options, or one that is made up where they name none.</summary>
    /// <exception cref="InvalidOperationException">The options are not valid.</exception>
    public static ScopeKey Of(AuthOptions options)
    {
        string? text = options.ScopeKey.Length > 0 ? options.ScopeKey
            : options.ScopeKeyFile.Length > 0 ? TryReadFile(options.ScopeKeyFile)
            : "";
        return text switch
        {
            "" => Random(),
            { Length: >= MinLength } => new ScopeKey(Encoding.UTF8.GetBytes(text)),
            _ => throw new InvalidOperationException("There is no usable key."),
        };
    }

    /// <summary>The content of a file without white space around it; null if it cannot be read.</summary>
    public static string? TryReadFile(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] bytes = new byte[MaxFileBytes + 1];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length <= MaxFileBytes ? Encoding.UTF8.GetString(bytes, 0, length).Trim() : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The name of a credential, 43 letters: equal only for equal credentials.</summary>
    public string NameOf(string credential) => Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(credential)));
}
