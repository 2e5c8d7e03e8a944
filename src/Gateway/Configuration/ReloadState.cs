namespace Gateway.Configuration;

/// <summary>How the configuration is followed. Written by the watch, read by anybody.</summary>
internal sealed class ReloadState
{
    private volatile bool _isRejected;
    private volatile int _count;

    /// <summary>Whether the files as they are now cannot be used, so that those of before count.</summary>
    public bool IsRejected
    {
        get => _isRejected;
        set => _isRejected = value;
    }

    /// <summary>How often limits or rules were replaced since the start.</summary>
    public int Count => _count;

    public void CountOne() => _count++;
}
