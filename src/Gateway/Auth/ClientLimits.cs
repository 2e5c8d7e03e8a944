using System.Threading.RateLimiting;
using Gateway.Http;

namespace Gateway.Auth;

/// <summary>How much one client may ask of this process. Safe for concurrent use.</summary>
/// <param name="requestsPerMinute">Requests a minute, all at once if it was quiet for as long; 0 for any number.</param>
/// <param name="concurrency">Requests under way at a time; 0 for any number.</param>
internal sealed class ClientLimits(int requestsPerMinute, int concurrency)
{
    private readonly TokenBucketRateLimiter? _rate = requestsPerMinute == 0 ? null : RateOf(requestsPerMinute);

    private readonly RateLimiter? _concurrency = concurrency == 0 ? null : new ConcurrencyLimiter(
        new ConcurrencyLimiterOptions { PermitLimit = concurrency, QueueLimit = 0, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    public int RequestsPerMinute { get; } = requestsPerMinute;

    public int Concurrency { get; } = concurrency;

    /// <summary>Takes a place among those under way, to be given back by disposing of it, and counts the request.</summary>
    /// <returns>The place, null if there is no bound; and why the request is not taken, else null.</returns>
    public (IDisposable? Place, RequestFault? Refusal) Enter()
    {
        var place = _concurrency?.AttemptAcquire();
        if (place is { IsAcquired: false })
        {
            place.Dispose();
            return (null, AdmissionFaults.TooManyAtOnce);
        }

        if (Count(1) is { } refusal)
        {
            place?.Dispose();
            return (null, refusal);
        }

        return (place, null);
    }

    /// <summary>Counts further requests of the same body.</summary>
    /// <returns>Why they are not taken; null if they are.</returns>
    public RequestFault? Count(int requests)
    {
        if (_rate is null || requests == 0)
        {
            return null;
        }

        // More than there ever are is no question for the limiter.
        if (requests > RequestsPerMinute)
        {
            return AdmissionFaults.TooMany(TimeSpan.FromMinutes(1));
        }

        _rate.TryReplenish();
        using var lease = _rate.AttemptAcquire(requests);
        return lease.IsAcquired ? null
            : AdmissionFaults.TooMany(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1));
    }

    // Without a timer, and so without anything to dispose of: what has come back meanwhile is added when it is asked for.
    private static TokenBucketRateLimiter RateOf(int requestsPerMinute)
    {
        int together = Math.Max(1, requestsPerMinute / 60);
        return new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = requestsPerMinute,
            TokensPerPeriod = together,
            ReplenishmentPeriod = TimeSpan.FromMinutes((double)together / requestsPerMinute),
            QueueLimit = 0,
            AutoReplenishment = false,
        });
    }
}
