namespace Gateway.Linear;

/// <summary>Reads a body of unknown size without letting it take more memory than allowed.</summary>
internal static class BoundedBody
{
    private const int FirstGuess = 16 * 1024;

    /// <summary>Reads the decompressed body to its end.</summary>
    /// <returns>The body; null if it is larger than <paramref name="max"/> bytes.</returns>
    /// <exception cref="InvalidDataException">It could not be decompressed.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int max, CancellationToken cancel)
    {
        var announced = content.Headers.ContentLength;
        if (announced > max)
        {
            return null;
        }

        // One byte more than expected, so that the read that finds the end needs no second buffer.
        var buffer = new byte[(int)Math.Min(announced ?? FirstGuess, max) + 1];
        var length = 0;
        await using var stream = await content.ReadAsStreamAsync(cancel);
        while (true)
        {
            var read = await ReadSomeAsync(stream, buffer.AsMemory(length), cancel);
            length += read;
            if (read == 0)
            {
                return buffer.AsMemory(0, length);
            }

            if (length > max)
            {
                return null;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, max + 1L));
            }
        }
    }

    private static async ValueTask<int> ReadSomeAsync(Stream stream, Memory<byte> buffer, CancellationToken cancel)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancel);
        }
        catch (InvalidOperationException error)
        {
            throw new InvalidDataException("Brotli reports broken data as an invalid operation.", error);
        }
    }
}
