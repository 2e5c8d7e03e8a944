using Polly;

namespace Gateway.Linear.Resilience;

/// <summary>What is known of one request while it is tried. Belongs to that request alone.</summary>
internal sealed class Attempts(IUpstream next, UpstreamRequest request, long started, CancellationToken cancel)
{
    /// <summary>How the pipeline's callbacks find it.</summary>
    public static readonly ResiliencePropertyKey<Attempts> Key = new("attempts");

    /// <summary>When the first attempt began: a timestamp.</summary>
    public long Started => started;

    /// <summary>Whether whoever asked has given up: not the same as that the time is up.</summary>
    public bool IsAbandoned => cancel.IsCancellationRequested;

    /// <summary>What the last attempt brought; null if none has come to an end.</summary>
    public UpstreamReply? Last { get; private set; }

    public static Attempts? Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);

    /// <summary>One attempt. Throws nothing, as the pipeline demands.</summary>
    public async ValueTask<Outcome<UpstreamReply>> TryAsync(CancellationToken limited)
    {
        try
        {
            Last = await next.SendAsync(request, limited);
            return Outcome.FromResult(Last);
        }
        catch (Exception error)
        {
            return Outcome.FromException<UpstreamReply>(error);
        }
    }
}
