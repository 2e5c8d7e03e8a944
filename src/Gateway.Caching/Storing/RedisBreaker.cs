namespace Gateway.Caching.Storing;

/// <summary>Decides from how calls and probes end what may be asked of Redis. Safe for concurrent use.</summary>
/// <remarks>
/// Calls can only open it, probes open and close it: while it is open no caller pays for finding out. Written by hand because all of it is one
/// counter and six states; a breaker from a library has two, opens by ratio and lets a caller's call be the probe.
/// </remarks>
/// <param name="breakAfter">How many failures in a row open it.</param>
internal sealed class RedisBreaker(int breakAfter)
{
    private readonly Lock _lock = new();
    private RedisState _state = RedisState.Down;
    private bool _isKnown;
    private int _failures;

    public RedisState State
    {
        get
        {
            lock (_lock)
            {
                return _state;
            }
        }
    }

    /// <summary>Raised in the order of the changes, and once when it first becomes known. Handlers are short and never call back.</summary>
    public event Action<RedisState>? Changed;

    /// <summary>Whether a call may be made.</summary>
    public bool Allows(RedisUse use) => State switch
    {
        RedisState.Up => true,
        RedisState.Full => use == RedisUse.Read,
        _ => false,
    };

    /// <summary>Notes how a caller's call ended.</summary>
    /// <returns>Whether it opened just now, so that it is time for a probe.</returns>
    public bool Note(RedisFault fault)
    {
        lock (_lock)
        {
            return OpensUnderLock(fault);
        }
    }

    /// <summary>Notes how a probe ended. What the server says itself counts at once; silence only when it lasts.</summary>
    public void NoteProbe(RedisFault fault)
    {
        lock (_lock)
        {
            if (fault == RedisFault.None)
            {
                _failures = 0;
                MoveUnderLock(RedisState.Up);
            }
            else if (RedisFaults.StateOf(fault) is { } state && (fault != RedisFault.Slow || _state != RedisState.Up))
            {
                MoveUnderLock(state);
            }
            else
            {
                OpensUnderLock(fault);
            }
        }
    }

    private bool OpensUnderLock(RedisFault fault)
    {
        if (fault == RedisFault.None)
        {
            _failures = 0;
            return false;
        }

        if (RedisFaults.StateOf(fault) is not { } state || ++_failures < breakAfter)
        {
            return false;
        }

        // Late news of calls that began before it opened tell nothing new.
        if (_state is RedisState.Up || (_state is RedisState.ReadOnly or RedisState.Full && state is not (RedisState.ReadOnly or RedisState.Full)))
        {
            MoveUnderLock(state);
            return true;
        }

        return false;
    }

    private void MoveUnderLock(RedisState state)
    {
        if (state == _state && _isKnown)
        {
            return;
        }

        _state = state;
        _isKnown = true;
        _failures = 0;
        Changed?.Invoke(state);
    }
}
