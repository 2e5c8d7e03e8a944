using Gateway.GraphQL.Execution;

namespace Gateway.Live;

/// <summary>What waits to be written to one event stream.</summary>
internal sealed class EventStream(int maxQueuedBytes) : IOperationSink, ILiveConnection
{
    private readonly OutgoingQueue _queue = new(maxQueuedBytes);
    private volatile bool _isGone;
    private volatile bool _isReleased;

    /// <summary>Whether the client has gone.</summary>
    public bool IsGone => _isGone;

    /// <summary>Whether the client is to come back, here or elsewhere.</summary>
    public bool IsReleased => _isReleased;

    /// <summary>Whether the client reads too slowly.</summary>
    public bool IsFull => _queue.IsFull;

    public void Begin() => _queue.Add(new OutgoingMessage(OutgoingKind.Begin, default, default));

    public void Next(ReadOnlyMemory<byte> response) => _queue.Add(new OutgoingMessage(OutgoingKind.Next, default, response));

    public void Refuse(ReadOnlyMemory<byte> errors) => _queue.Add(new OutgoingMessage(OutgoingKind.Error, default, errors));

    public void Complete() => _queue.Add(new OutgoingMessage(OutgoingKind.Complete, default, default));

    public void Release(string reason)
    {
        _isReleased = true;
        _queue.Nudge();
    }

    /// <summary>Says that the client has gone.</summary>
    public void Leave()
    {
        _isGone = true;
        _queue.Nudge();
    }

    public List<OutgoingMessage> Take() => _queue.Take();

    /// <summary>Waits until there is something to do.</summary>
    /// <returns>False if that took too long.</returns>
    public async Task<bool> WaitAsync(TimeSpan patience, TimeProvider time)
    {
        if (_isGone || _isReleased)
        {
            return true;
        }

        try
        {
            await _queue.WaitAsync().WaitAsync(patience, time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Writes an event.</summary>
    public static void Write(in OutgoingMessage message, ResponseBuffer output)
    {
        switch (message.Kind)
        {
            case OutgoingKind.Begin:
                output.Append(":\n\n"u8);
                break;
            case OutgoingKind.Next:
                output.Append("event: next\ndata: "u8);
                WriteLines(message.Body.Span, output);
                output.Append("\n\n"u8);
                break;
            case OutgoingKind.Error:
                output.Append("event: next\ndata: {\"errors\":"u8);
                WriteLines(message.Body.Span, output);
                output.Append("}\n\nevent: complete\ndata: \n\n"u8);
                break;
            default:
                output.Append("event: complete\ndata: \n\n"u8);
                break;
        }
    }

    // JSON that came from the upstream may have lines of its own.
    private static void WriteLines(ReadOnlySpan<byte> json, ResponseBuffer output)
    {
        while (json.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var end)
        {
            output.Append(json[..end]);
            output.Append("\ndata: "u8);
            json = json[(end + 1)..];
        }

        output.Append(json);
    }
}
