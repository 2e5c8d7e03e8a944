using System.Buffers;
using System.IO.Pipelines;

namespace Gateway.Http;

/// <summary>Bytes in memory of the shared pool. Dispose it to give the memory back.</summary>
internal sealed class PooledBytes(int capacity) : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>How many bytes count; from 0, which it is at first, to the capacity.</summary>
    public int Length { get; set; }

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <summary>All the memory there is, to write to.</summary>
    public Span<byte> Space => _bytes;

    /// <summary>A whole body; null if it has more than <paramref name="most"/> bytes.</summary>
    public static async ValueTask<PooledBytes?> ReadAsync(HttpRequest request, int most, CancellationToken cancel)
    {
        if (request.ContentLength > most)
        {
            return null;
        }

        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancel);
            if (read.Buffer.Length > most)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                return Copy(reader, read.Buffer);
            }

            // Nothing is consumed: the pipe keeps what has come, up to the limit, and it is copied once.
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>A stream over the first bytes, from their start; valid until this object grows or is disposed.</summary>
    public MemoryStream AsStream(int length) => new(_bytes, 0, length);

    /// <summary>Doubles the capacity.</summary>
    public void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(checked(_bytes.Length * 2));
        Memory.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }

    public void Dispose()
    {
        byte[] bytes = _bytes;
        _bytes = [];
        Length = 0;
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static PooledBytes Copy(PipeReader reader, ReadOnlySequence<byte> buffer)
    {
        var bytes = new PooledBytes((int)buffer.Length) { Length = (int)buffer.Length };
        buffer.CopyTo(bytes.Space);
        reader.AdvanceTo(buffer.End);
        return bytes;
    }
}
