namespace Gateway.Sandbox;

/// <summary>What the sandbox has been asked. Safe for concurrent use.</summary>
public sealed class SandboxStatistics
{
    private long _requests;
    private long _refused;
    private long _complexity;
    private long _delivered;
    private long _failed;

    /// <summary>Requests to <c>/graphql</c>, the refused ones included.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Requests that were not run: no credential, invalid, too large, too complex or over the limit.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Points of all requests that were run, each rounded up.</summary>
    public long Complexity => Interlocked.Read(ref _complexity);

    /// <summary>Webhooks answered with 200.</summary>
    public long WebhooksDelivered => Interlocked.Read(ref _delivered);

    /// <summary>Attempts to deliver a webhook that were not answered with 200 in time.</summary>
    public long WebhooksFailed => Interlocked.Read(ref _failed);

    /// <summary>Sets all counters to 0.</summary>
    public void Reset()
    {
        Interlocked.Exchange(ref _requests, 0);
        Interlocked.Exchange(ref _refused, 0);
        Interlocked.Exchange(ref _complexity, 0);
        Interlocked.Exchange(ref _delivered, 0);
        Interlocked.Exchange(ref _failed, 0);
    }

    internal void CountRequest() => Interlocked.Increment(ref _requests);

    internal void CountRefusal() => Interlocked.Increment(ref _refused);

    internal void CountComplexity(long points) => Interlocked.Add(ref _complexity, points);

    internal void CountDelivery(bool delivered)
    {
        if (delivered)
        {
            Interlocked.Increment(ref _delivered);
        }
        else
        {
            Interlocked.Increment(ref _failed);
        }
    }
}
