namespace Gateway.Webhooks;

/// <summary>What came by webhook to this process, for those who ask how things stand. Safe for concurrent use.</summary>
internal sealed class WebhookFeed(TimeProvider time)
{
    private long _applied;
    private long _lastAt;
    private bool _isRefusing;

    /// <summary>How many deliveries were applied on all pods.</summary>
    public long Applied => Volatile.Read(ref _applied);

    /// <summary>When the last one was; null if none was.</summary>
    public DateTimeOffset? LastAt => Volatile.Read(ref _lastAt) is > 0 and var at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    /// <summary>Whether the last one could not be applied, so that it was refused to be sent again.</summary>
    public bool IsRefusing => Volatile.Read(ref _isRefusing);

    /// <summary>A delivery was applied on all pods.</summary>
    /// <returns>Whether those before it were refused.</returns>
    public bool Apply()
    {
        Interlocked.Increment(ref _applied);
        Volatile.Write(ref _lastAt, time.GetUtcNow().ToUnixTimeMilliseconds());
        return Interlocked.Exchange(ref _isRefusing, false);
    }

    /// <summary>A delivery could not be applied, since Redis or a pod did not answer.</summary>
    /// <returns>Whether it is the first one.</returns>
    public bool Refuse() => !Interlocked.Exchange(ref _isRefusing, true);
}
