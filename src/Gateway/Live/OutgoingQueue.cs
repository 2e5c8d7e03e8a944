namespace Gateway.Live;

/// <summary>Messages that wait for a client to read, bounded in bytes. Many may add, one takes.</summary>
internal sealed class OutgoingQueue(int maxBytes)
{
    private readonly Lock _gate = new();
    private List<OutgoingMessage> _waiting = [];
    private TaskCompletionSource? _signal;
    private long _bytes;
    private bool _isFull;

    /// <summary>Whether the client let more pile up than it may: then nothing is added any more.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate)
            {
                return _isFull;
            }
        }
    }

    /// <summary>Adds one.</summary>
    /// <returns>False if there is no room, or there was none before.</returns>
    public bool Add(in OutgoingMessage message)
    {
        lock (_gate)
        {
            // A single message may be larger than what may pile up.
            if (_isFull || (_waiting.Count > 0 && _bytes + message.Body.Length > maxBytes))
            {
                _isFull = true;
                Wake();
                return false;
            }

            _waiting.Add(message);
            _bytes += message.Body.Length;
            Wake();
            return true;
        }
    }

    /// <summary>Lets whoever waits look again.</summary>
    public void Nudge()
    {
        lock (_gate)
        {
            Wake();
        }
    }

    /// <summary>All that waits; empty if nothing does. What was taken is not counted any more.</summary>
    public List<OutgoingMessage> Take()
    {
        lock (_gate)
        {
            var taken = _waiting;
            _waiting = [];
            _bytes = 0;
            return taken;
        }
    }

    /// <summary>Ends when there is something to take, or a nudge came, or the client is to be given up.</summary>
    public Task WaitAsync()
    {
        lock (_gate)
        {
            if (_waiting.Count > 0 || _isFull)
            {
                return Task.CompletedTask;
            }

            return (_signal ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private void Wake()
    {
        _signal?.TrySetResult();
        _signal = null;
    }
}
