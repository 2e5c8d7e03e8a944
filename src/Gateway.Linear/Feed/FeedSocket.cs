using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;

namespace Gateway.Linear.Feed;

/// <summary>A WebSocket that whole JSON messages go over. One reads at a time; anybody may write.</summary>
internal sealed class FeedSocket(ClientWebSocket socket, TimeProvider time) : IDisposable
{
    public const string Protocol = "graphql-transport-ws";

    // Events hold ids.
    private const int MaxBytes = 1 << 20;

    private readonly SemaphoreSlim _writing = new(1);
    private readonly ArrayBufferWriter<byte> _text = new();
    private long _heardAt = time.GetTimestamp();

    /// <summary>How long nothing was heard.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Volatile.Read(ref _heardAt));

    /// <summary>The close code; null if it was not closed by the other side.</summary>
    public int? CloseCode => (int?)socket.CloseStatus;

    public async ValueTask SayAsync(ReadOnlyMemory<byte> message, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancel);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>The next message; null at the end.</summary>
    /// <exception cref="JsonException">It is no JSON, or too long.</exception>
    /// <exception cref="WebSocketException">The wire broke.</exception>
    public async ValueTask<JsonDocument?> HearAsync(CancellationToken cancel)
    {
        _text.ResetWrittenCount();
        while (true)
        {
            var read = await socket.ReceiveAsync(_text.GetMemory(1024), cancel);
            Volatile.Write(ref _heardAt, time.GetTimestamp());
            if (read.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            _text.Advance(read.Count);
            if (_text.WrittenCount > MaxBytes || read.MessageType != WebSocketMessageType.Text)
            {
                throw new JsonException("The message is too long, or no text.");
            }

            if (read.EndOfMessage)
            {
                // Into memory of its own: this goes on being written to.
                return JsonDocument.Parse(_text.WrittenSpan.ToArray());
            }
        }
    }

    /// <summary>Says goodbye, but does not wait for the other side to do so.</summary>
    public async ValueTask CloseAsync(CancellationToken cancel)
    {
        try
        {
            await _writing.WaitAsync(cancel);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancel);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // It is over in any case.
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        _writing.Dispose();
    }
}
