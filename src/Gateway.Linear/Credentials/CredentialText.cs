using System.Text;

namespace Gateway.Linear.Credentials;

/// <summary>Secrets as text: from an option or a file to a header.</summary>
internal static class CredentialText
{
    // Far above any key; a file that is larger was named by mistake.
    private const int MostFileBytes = 16 * 1024;

    /// <summary>The header for a personal key, which goes raw; null if there is none.</summary>
    public static string? OfKey(string? key) => key is { Length: > 0 } ? key : null;

    /// <summary>The header for an access token; null if there is none.</summary>
    public static string? OfToken(string? token) => token is { Length: > 0 } ? $"Bearer {token}" : null;

    /// <summary>Whether it can stand in a header as it is.</summary>
    public static bool IsUsable(string text) => text.Length > 0 && text.All(letter => letter is > ' ' and <= '~');

    /// <summary>The content of a file without white space around it; null if there is nothing usable.</summary>
    public static string? TryReadFile(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[MostFileBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            var text = Encoding.UTF8.GetString(bytes, 0, length).Trim();
            return length <= MostFileBytes && IsUsable(text) ? text : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
