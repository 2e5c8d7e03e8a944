using Gateway.Linear.Feed;
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

    [LoggerMessage(4020, LogLevel.Information, "Each change of sessions is told by the upstream from now on; what was missed in {GapSeconds} s is forgotten and read anew")]
    public static partial void FeedLive(this ILogger logger, double gapSeconds);

    [LoggerMessage(4021, LogLevel.Warning, "The upstream's subscriptions have ended ({Kind}, code {Code}, field {Field}): changes are seen when they have aged. The next attempt is in {PauseSeconds} s")]
    public static partial void FeedEnded(this ILogger logger, FeedEndKind kind, int? code, string? field, double pauseSeconds);

    [LoggerMessage(4024, LogLevel.Warning, "The upstream refuses to tell of {Fields}: what else it tells is heard, and changes are seen when they have aged. It is asked again in 15 minutes")]
    public static partial void FeedPartial(this ILogger logger, string fields);

    [LoggerMessage(4022, LogLevel.Warning, "A query of @sweep was refused as a caller's would be; nothing is read in advance after a gap")]
    public static partial void SweepRefused(this ILogger logger);

    [LoggerMessage(4023, LogLevel.Error, "A query of @sweep failed for a reason that is a bug; nothing is read in advance after this gap")]
    public static partial void SweepFailed(this ILogger logger, Exception error);
}
