using System.IO.Compression;

namespace Gateway.Http;

/// <summary>Compresses and decompresses whole bodies.</summary>
internal static class Compression
{
    // Fast ones: an answer is compressed while its caller waits.
    private const int BrotliQuality = 1;
    private const int BrotliWindow = 20;

    /// <summary>The bytes in that coding.</summary>
    public static PooledBytes Compress(ReadOnlyMemory<byte> plain, ContentCoding coding)
    {
        if (coding == ContentCoding.Brotli)
        {
            var brotli = new PooledBytes(BrotliEncoder.GetMaxCompressedLength(plain.Length));
            BrotliEncoder.TryCompress(plain.Span, brotli.Space, out int written, BrotliQuality, BrotliWindow);
            brotli.Length = written;
            return brotli;
        }

        // At worst every byte takes the nine bits of a fixed code (https://www.rfc-editor.org/rfc/rfc1951#section-3.2.6), in a frame.
        var gzip = new PooledBytes(plain.Length + (plain.Length / 4) + 64);
        using var target = gzip.AsStream(gzip.Space.Length);
        using (var stream = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(plain.Span);
        }

        gzip.Length = (int)target.Position;
        return gzip;
    }

    /// <summary>The bytes that were compressed; null if they are more than <paramref name="most"/>.</summary>
    /// <exception cref="InvalidDataException">It is not in that coding.</exception>
    public static PooledBytes? Decompress(PooledBytes compressed, ContentCoding coding, int most)
    {
        using var source = compressed.AsStream(compressed.Length);
        using Stream stream = coding == ContentCoding.Brotli
            ? new BrotliStream(source, CompressionMode.Decompress)
            : new GZipStream(source, CompressionMode.Decompress);
        var plain = new PooledBytes((int)Math.Min(most + 1L, Math.Max(4096, compressed.Length * 4L)));
        try
        {
            while (true)
            {
                int read = stream.Read(plain.Space[plain.Length..]);
                plain.Length += read;
                if (plain.Length > most)
                {
                    plain.Dispose();
                    return null;
                }

                if (read == 0)
                {
                    return plain;
                }

                if (plain.Length == plain.Space.Length)
                {
                    plain.Grow();
                }
            }
        }
        catch (Exception error)
        {
            plain.Dispose();
            if (error is InvalidOperationException)
            {
                // How the Brotli decoder says it.
                throw new InvalidDataException(error.Message, error);
            }

            throw;
        }
    }
}
