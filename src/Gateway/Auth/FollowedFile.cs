namespace Gateway.Auth;

/// <summary>A file that may be replaced at any time. Belongs to whoever follows it.</summary>
/// <remarks>The content is compared, not the time of the last change: a mount of secrets replaces links, and a coarse clock hides quick changes.</remarks>
/// <param name="path">Where it is.</param>
/// <param name="maxBytes">A file that is larger was named by mistake.</param>
internal sealed class FollowedFile(string path, int maxBytes)
{
    private byte[]? _seen;
    private bool _wasRead;

    /// <summary>Looks at the file.</summary>
    /// <param name="content">What is in it; null if it cannot be read.</param>
    /// <returns>Whether that is not what was seen the last time, or there was none.</returns>
    public bool TryReadChange(out byte[]? content)
    {
        content = TryRead(path, maxBytes);
        bool isSame = _wasRead && (content is null ? _seen is null : _seen is not null && content.AsSpan().SequenceEqual(_seen));
        (_wasRead, _seen) = (true, content);
        return !isSame;
    }

    /// <summary>The content of a file; null if it cannot be read or is too large.</summary>
    public static byte[]? TryRead(string path, int maxBytes)
    {
        // Some are looked for every second that nobody has: an exception for each would cost more than all the rest.
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            byte[] bytes = new byte[Math.Min(file.Length, maxBytes) + 1];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);

            // One byte more than it had is one that is being written.
            return length < bytes.Length ? bytes[..length] : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
