using System.Net.WebSockets;
using Gateway.GraphQL.Execution;

namespace Gateway.Live;

/// <summary>Writes messages to a WebSocket, one at a time; what comes meanwhile waits, up to a bound. Safe for concurrent use.</summary>
internal sealed class SocketWriter(WebSocket socket, int maxQueuedBytes, LiveMetrics metrics, TimeProvider time)
{
    // One event may be told to a hundred operations of a connection at once. So what waits may be this many times the bound, for a moment.
    private const int MostAtOnce = 8;

    // What a message weighs besides its bytes: pongs have none, and may be asked for without end.
    private const int MessageWeight = 64;

    // How long a client may take for one message while more than the bound waits.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    // How long a client may take to read what is on its way when it is to be told of the end, and then to say that it has heard of it.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private Queue<OutgoingMessage>? _waiting;
    private long _bytes;
    private long _takenAt;
    private Task _writing = Task.CompletedTask;
    private bool _isWriting;
    private SocketClose? _closing;

    /// <summary>Why it is being closed from here; null if it is not.</summary>
    public SocketClose? Closing => Volatile.Read(ref _closing);

    /// <summary>Has a message sent. Returns at once.</summary>
    public void Send(in OutgoingMessage message)
    {
        lock (_gate)
        {
            if (_closing is not null)
            {
                return;
            }

            if (IsTooMuchUnderLock(_bytes + WeightOf(message)))
            {
                CloseUnderLock(SocketClose.Slow);
                return;
            }

            (_waiting ??= []).Enqueue(message);
            _bytes += WeightOf(message);
            BeginUnderLock();
        }
    }

    /// <summary>Closes the connection after what is being sent; what waits is dropped. The first reason counts. Returns at once.</summary>
    public void Close(SocketClose reason)
    {
        lock (_gate)
        {
            if (_closing is null)
            {
                CloseUnderLock(reason);
            }
        }
    }

    /// <summary>Closes the connection after all that waits. Returns at once.</summary>
    public void CloseAfterAll(SocketClose reason)
    {
        lock (_gate)
        {
            if (_closing is null)
            {
                _closing = reason;
                BeginUnderLock();
            }
        }
    }

    /// <summary>Brings the connection to its end when nothing more is read.</summary>
    /// <param name="fault">Why nothing more is read; null if the client has ended it, or it was closed from here.</param>
    /// <returns>Why it ended.</returns>
    public async Task<SocketClose> EndAsync(SocketClose? fault)
    {
        Close(fault ?? SocketClose.Left);
        Task writing;
        lock (_gate)
        {
            writing = _writing;
        }

        await writing;
        if (socket.State == WebSocketState.CloseSent)
        {
            // The client answers, or not.
            using var patience = new CancellationTokenSource(Farewell, time);
            byte[] rest = new byte[256];
            while (socket.State == WebSocketState.CloseSent
                && (await socket.ReceiveAsync(rest.AsMemory(), patience.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }

        return _closing!;
    }

    // A single message may be larger than what may pile up.
    private bool IsTooMuchUnderLock(long bytes) =>
        _bytes > 0 && bytes > maxQueuedBytes && (bytes > (long)maxQueuedBytes * MostAtOnce || time.GetElapsedTime(_takenAt) > Moment);

    private void CloseUnderLock(SocketClose reason)
    {
        _closing = reason;
        _waiting?.Clear();
        _bytes = 0;
        BeginUnderLock();
        _ = AbortLaterAsync(static state => state is WebSocketState.Open or WebSocketState.CloseReceived);
    }

    private void BeginUnderLock()
    {
        if (!_isWriting)
        {
            _isWriting = true;
            _takenAt = time.GetTimestamp();
            _writing = Task.Run(WriteAsync);
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            SocketClose? closing;
            while (TryTake(out var message, out closing))
            {
                using var output = new ResponseBuffer(message.Body.Length + message.Id.Length + 64);
                Write(message, output);
                await socket.SendAsync(output.Written, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
                if (message.Kind == OutgoingKind.Next)
                {
                    metrics.CountMessage();
                }
            }

            if (closing is not null && socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync((WebSocketCloseStatus)closing.Code, closing.Reason, CancellationToken.None);
                _ = AbortLaterAsync(static state => state == WebSocketState.CloseSent);
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The client has gone; whoever reads finds out as well.
            socket.Abort();
        }
    }

    // Who does not read is not waited for, nor who does not answer the end.
    private async Task AbortLaterAsync(Func<WebSocketState, bool> isStill)
    {
        await Task.Delay(Farewell, time);
        if (isStill(socket.State))
        {
            socket.Abort();
        }
    }

    private bool TryTake(out OutgoingMessage message, out SocketClose? closing)
    {
        lock (_gate)
        {
            if (_waiting is not null && _waiting.TryDequeue(out message))
            {
                _bytes -= WeightOf(message);
                _takenAt = time.GetTimestamp();
                closing = null;
                return true;
            }

            // After the close frame nothing is written any more.
            closing = _closing;
            _isWriting = closing is not null;
            _waiting = null;
            message = default;
            return false;
        }
    }

    private static int WeightOf(in OutgoingMessage message) => message.Body.Length + message.Id.Length + MessageWeight;

    private static void Write(in OutgoingMessage message, ResponseBuffer output)
    {
        switch (message.Kind)
        {
            case OutgoingKind.Ack:
                output.Append("{\"type\":\"connection_ack\"}"u8);
                return;
            case OutgoingKind.Pong:
                output.Append("{\"type\":\"pong\""u8);
                break;
            case OutgoingKind.Next:
                WriteHead(message, "next"u8, output);
                break;
            case OutgoingKind.Error:
                WriteHead(message, "error"u8, output);
                break;
            default:
                WriteHead(message, "complete"u8, output);
                break;
        }

        if (!message.Body.IsEmpty)
        {
            output.Append(",\"payload\":"u8);
            output.Append(message.Body.Span);
        }

        output.Append((byte)'}');
    }

    private static void WriteHead(in OutgoingMessage message, ReadOnlySpan<byte> type, ResponseBuffer output)
    {
        output.Append("{\"id\":"u8);
        output.Append(message.Id.Span);
        output.Append(",\"type\":\""u8);
        output.Append(type);
        output.Append((byte)'"');
    }
}
