using Microsoft.Extensions.Logging;

namespace Gateway.Caching.Storing;

/// <summary>What this project logs: ids from 2000. Nothing that Redis can cause is told with its exception, whose text may hold ids and addresses.</summary>
internal static partial class CachingLog
{
    [LoggerMessage(2000, LogLevel.Information, "Redis at {Address} answers and takes writes")]
    public static partial void RedisUp(this ILogger logger, string address);

    [LoggerMessage(2001, LogLevel.Warning, "Redis at {Address} is {State}: {Consequence}")]
    public static partial void RedisTroubled(this ILogger logger, string address, RedisState state, string consequence);

    [LoggerMessage(2002, LogLevel.Debug, "Redis at {Address} has not answered for {Seconds} s; starting over with new connections")]
    public static partial void RedisRenewed(this ILogger logger, string address, double seconds);

    [LoggerMessage(2003, LogLevel.Information, "In step with the other gateways: records are shared, and invalidations are heard")]
    public static partial void Joined(this ILogger logger);

    [LoggerMessage(2004, LogLevel.Warning, "Not sure any more to hear of every invalidation ({Reason}): values are kept for a second until it is")]
    public static partial void Detached(this ILogger logger, string reason);

    [LoggerMessage(2005, LogLevel.Error, "Keeping in step with the other gateways failed for a reason that is a bug; it is tried again")]
    public static partial void StepFailed(this ILogger logger, Exception error);

    [LoggerMessage(2006, LogLevel.Error, "Watching the connection to Redis failed for a reason that is a bug; it goes on")]
    public static partial void WatchFailed(this ILogger logger, Exception error);

    [LoggerMessage(2007, LogLevel.Information, "{PodCount} gateways did not acknowledge an invalidation within {WindowMs} ms, and are not waited for any more")]
    public static partial void PodsForgotten(this ILogger logger, int podCount, double windowMs);
}
