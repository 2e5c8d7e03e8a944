using Microsoft.Extensions.Logging;

namespace Gateway.Stitching;

/// <summary>What this project logs: ids from 4000.</summary>
internal static partial class StitchingLog
{
    [LoggerMessage(4000, LogLevel.Warning, "What mutations changed cannot be marked as old on all pods: callers are warned in their answers, and it is tried again")]
    public static partial void MutationsNotMarked(this ILogger logger);

    [LoggerMessage(4001, LogLevel.Information, "All that mutations changed is marked as old on all pods again")]
    public static partial void MutationsMarkedAgain(this ILogger logger);

    [LoggerMessage(4002, LogLevel.Error, "Marking as old what a mutation changed failed for a reason that is a bug; it is tried again")]
    public static partial void MarkingFailed(this ILogger logger, Exception error);

    [LoggerMessage(4003, LogLevel.Error, "Fetching from the upstream failed for a reason that is a bug; all who waited for it are told an error")]
    public static partial void FetchFailed(this ILogger logger, Exception error);

    [LoggerMessage(4004, LogLevel.Error, "Giving back claims on what was not fetched failed for a reason that is a bug; other processes wait until they run out")]
    public static partial void ReleaseFailed(this ILogger logger, Exception error);

    [LoggerMessage(4010, LogLevel.Error, "Subscribers of {Field} could not be told of an event for a reason that is a bug; they are told of the next one")]
    public static partial void EventNotTold(this ILogger logger, string field, Exception error);

    [LoggerMessage(4011, LogLevel.Warning, "A message about an event was not written by a gateway, or by one of another version; nobody is told of it")]
    public static partial void EventUnread(this ILogger logger);
}
