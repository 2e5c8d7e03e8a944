using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Numerics;

namespace Gateway.Caching.Records;

/// <summary>One field's value as bytes, and back.</summary>
/// <remarks>
/// <code>
/// 0   1  format: 1 plain, 2 compressed
/// 1   8  sequence number   (integers of fixed size are big-endian)
/// 9   8  fetched at
/// 17  4  CRC-32C of all bytes but these four
/// 21     payload; if compressed its length as a varint, and then Brotli
/// </code>
/// A value of another format, or damaged in any way, is no value; nothing throws on what another process wrote.
/// </remarks>
// Why it is so. Measured on one core of a cloud machine, Brotli with a window of 64 KiB, bytes after and microseconds to compress + decompress;
// texts are the Markdown of this repository as JSON:
//
//                             plain   quality 0       quality 1        quality 5
//   page of 50 links           1019   1023  10+0      1023  11+0       1000  29+5     UUIDs as 16 bytes leave nothing to gain
//   text                        274    262   3+3       216   4+2        196  18+2
//   text                        552    420   4+4       368   7+3        332  26+3
//   text                       1164    760   6+5       706  11+5        618  34+5
//   plan of 12 steps           1281    647   6+5       594  10+5        507  33+4
//   issue description, 8 KB    9615   4306  30+24     4273  44+28      3562 238+22
//
// So it pays in the memory of Redis, which is what runs out first, from about 1 KB: there a third to a half is saved for 16 µs. Below that the
// saving is a few hundred bytes beside a key of a hundred. Compressing UUIDs to 16 bytes halves a page and costs nothing.
// What would change our mind: a Redis whose network, not its memory, is what is short; then 512 and quality 4.
internal static class RecordCodec
{
    /// <summary>Bytes before the payload.</summary>
    public const int HeaderLength = 21;

    /// <summary>Shorter payloads are never compressed.</summary>
    public const int CompressionThreshold = 1024;

    /// <summary>The longest payload, as it is before compression.</summary>
    public const int MaxPayload = 16 << 20;

    // Text like ours rarely shrinks to less than a tenth. What claims more than this is refused before memory is spent on it, so the writer
    // keeps below it too.
    private const int MaxRatio = 64;
    private const int SequenceAt = 1;
    private const int FetchedAtAt = 9;
    private const int ChecksumAt = 17;
    private const byte Plain = 1;
    private const byte Compressed = 2;

    // A window of 64 KiB spans nearly all payloads.
    private const int Quality = 1;
    private const int Window = 16;

    /// <summary>Writes a value. False if it must not or cannot be stored: an error or nothing in it, no Unicode, too deep, too long.</summary>
    public static bool TryWrite(in StoredValue stored, [NotNullWhen(true)] out byte[]? bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stored.Sequence);
        ArgumentOutOfRangeException.ThrowIfNegative(stored.FetchedAt);
        var output = new ArrayBufferWriter<byte>(256);
        output.GetSpan(HeaderLength)[..HeaderLength].Clear();
        output.Advance(HeaderLength);
        if (!new PayloadWriter(output).TryWrite(stored.Value) || output.WrittenCount - HeaderLength > MaxPayload)
        {
            bytes = null;
            return false;
        }

        var payload = output.WrittenSpan[HeaderLength..];
        if (payload.Length < CompressionThreshold || !TryCompress(payload, out bytes))
        {
            bytes = output.WrittenSpan.ToArray();
            bytes[0] = Plain;
        }

        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(SequenceAt), stored.Sequence);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(FetchedAtAt), stored.FetchedAt);
        Seal(bytes);
        return true;
    }

    /// <summary>Reads a value. False for whatever no release of this format would have written.</summary>
    /// <param name="bytes">Leaves refer into it, so it must not change any more.</param>
    /// <param name="stored">The value.</param>
    public static bool TryRead(byte[] bytes, out StoredValue stored)
    {
        stored = default;
        if (bytes is null || bytes.Length <= HeaderLength || BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(ChecksumAt)) != Checksum(bytes))
        {
            return false;
        }

        long sequence = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(SequenceAt));
        long fetchedAt = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(FetchedAtAt));
        if (sequence < 0 || fetchedAt < 0 || !TryReadPayload(bytes, out var value))
        {
            return false;
        }

        stored = new StoredValue(value, sequence, fetchedAt);
        return true;
    }

    /// <summary>Writes the checksum of all other bytes.</summary>
    internal static void Seal(byte[] bytes) => BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(ChecksumAt), Checksum(bytes));

    private static bool TryReadPayload(byte[] bytes, out FieldValue value)
    {
        value = default;
        switch (bytes[0])
        {
            case Plain:
                return new PayloadReader(bytes, HeaderLength).TryReadAll(out value);
            case Compressed:
                return TryDecompress(bytes.AsSpan(HeaderLength), out byte[]? payload) && new PayloadReader(payload, 0).TryReadAll(out value);
            default:
                return false;
        }
    }

    private static bool TryCompress(ReadOnlySpan<byte> payload, [NotNullWhen(true)] out byte[]? bytes)
    {
        // What does not become smaller by an eighth is not worth the time of its readers.
        int start = HeaderLength + Varint.LengthOf((uint)payload.Length);
        int limit = payload.Length - (payload.Length / 8);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(start + limit);
        try
        {
            bool isSmaller = BrotliEncoder.TryCompress(payload, buffer.AsSpan(start, limit), out int length, Quality, Window);
            if (!isSmaller || payload.Length > (long)length * MaxRatio)
            {
                bytes = null;
                return false;
            }

            buffer[0] = Compressed;
            Varint.Write(buffer.AsSpan(HeaderLength), (uint)payload.Length);
            bytes = buffer.AsSpan(0, start + length).ToArray();
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool TryDecompress(ReadOnlySpan<byte> compressed, [NotNullWhen(true)] out byte[]? payload)
    {
        payload = null;
        if (!Varint.TryRead(compressed, out uint length, out int consumed)
            || length > MaxPayload
            || length > (long)(compressed.Length - consumed) * MaxRatio)
        {
            return false;
        }

        payload = new byte[length];
        return BrotliDecoder.TryDecompress(compressed[consumed..], payload, out int written) && written == payload.Length;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = Accumulate(uint.MaxValue, bytes[..ChecksumAt]);
        return ~Accumulate(crc, bytes[HeaderLength..]);
    }

    private static uint Accumulate(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return crc;
    }
}
