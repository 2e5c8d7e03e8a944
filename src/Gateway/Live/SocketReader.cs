using System.Buffers;
using System.Net.WebSockets;
using System.Text.Unicode;

namespace Gateway.Live;

/// <summary>Reads whole messages off a WebSocket. Has one owner.</summary>
internal sealed class SocketReader(WebSocket socket, int maxBytes) : IDisposable
{
    private const int FirstBytes = 4096;

    private byte[]? _buffer;

    /// <summary>Why there is no further message though the client did not end the connection; null if it did.</summary>
    public SocketClose? Fault { get; private set; }

    /// <summary>The next message, valid until the next call; null if there is none.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync()
    {
        Return();

        // Most of the time nothing comes, and then no memory waits for it.
        var waited = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        int length = 0;
        if (waited.EndOfMessage && waited.MessageType != WebSocketMessageType.Close)
        {
            return Check(waited.MessageType, default);
        }

        while (waited.MessageType != WebSocketMessageType.Close)
        {
            _buffer ??= ArrayPool<byte>.Shared.Rent(FirstBytes);
            if (length == _buffer.Length)
            {
                Grow(length);
            }

            waited = await socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None);
            length += waited.Count;
            if (length > maxBytes)
            {
                Fault = SocketClose.TooLarge;
                return null;
            }

            if (waited.EndOfMessage && waited.MessageType != WebSocketMessageType.Close)
            {
                return Check(waited.MessageType, _buffer.AsMemory(0, length));
            }
        }

        return null;
    }

    public void Dispose() => Return();

    private ReadOnlyMemory<byte>? Check(WebSocketMessageType type, ReadOnlyMemory<byte> message)
    {
        Fault = type == WebSocketMessageType.Binary ? SocketClose.Invalid("Messages are text.")
            : !Utf8.IsValid(message.Span) ? SocketClose.Invalid("The message is not valid UTF-8.")
            : null;
        return Fault is null ? message : null;
    }

    private void Grow(int length)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(length * 2);
        _buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer!);
        _buffer = larger;
    }

    private void Return()
    {
        if (_buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = null;
        }
    }
}
