using Gateway.GraphQL.Execution;

namespace Gateway.Live;

/// <summary>What waits to be written to one event stream.</summary>
/// <param name="maxQueuedBytes">Most bytes that may wait.</param>
/// <param name="cut">Breaks the connection off.</param>
internal sealed class EventStream(int maxQueuedBytes, Action cut) : IOperationSink, ILiveConnection
{
    private readonly OutgoingQueue _queue = new(maxQueuedBytes);
    private volatile bool _isGone;
    private volatile bool _isReleased;
    private volatile bool _isSubscription;

    /// <summary>Whether the client has gone.</summary>
    public bool IsGone => _isGone;

    /// <summary>Whether the client is to come back, here or elsewhere. What is answered once is answered first.</summary>
    public bool IsReleased => _isReleased && _isSubscription;

    /// <summary>Whether the client reads too slowly.</summary>
    public bool IsFull => _queue.IsFull;

    public void Begin()
    {
        _isSubscription = true;
        Add(OutgoingKind.Begin, default);
    }

    public void Next(ReadOnlyMemory<byte> response) => Add(OutgoingKind.Next, response);

    public void Refuse(ReadOnlyMemory<byte> errors, int status, TimeSpan? retryAfter = null)
    {
        (Status, RetryAfter) = (status, retryAfter);
        Add(OutgoingKind.Error, errors);
    }

    public void Complete() => Add(OutgoingKind.Complete, default);

    /// <summary>The HTTP status of a refusal.</summary>
    public int Status { get; private set; } = StatusCodes.Status400BadRequest;

    /// <summary>When it is worth to try again; null if nobody knows.</summary>
    public TimeSpan? RetryAfter { get; private set; }

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
        if (_isGone || IsReleased)
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

    private void Add(OutgoingKind kind, ReadOnlyMemory<byte> body)
    {
        if (!_queue.Add(new OutgoingMessage(kind, default, body)))
        {
            // Whoever writes waits for the client to read.
            cut();
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
