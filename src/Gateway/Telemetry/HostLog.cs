namespace Gateway.Telemetry;

/// <summary>What this project logs: ids from 1000.</summary>
internal static partial class HostLog
{
    [LoggerMessage(1000, LogLevel.Information, "The gateway is ready at {Address}, in front of the {Upstream}")]
    public static partial void Ready(this ILogger logger, Uri address, string upstream);

    [LoggerMessage(1001, LogLevel.Information, "The gateway is stopping: what is under way is answered, nothing new is taken")]
    public static partial void Stopping(this ILogger logger);

    [LoggerMessage(1002, LogLevel.Error, "A request to {Path} failed for a reason that is a bug")]
    public static partial void RequestFailed(this ILogger logger, string path, Exception error);

    [LoggerMessage(1009, LogLevel.Error, "An operation of a connection that stays failed for a reason that is a bug; it was ended with an error")]
    public static partial void OperationFailed(this ILogger logger, Exception error);

    [LoggerMessage(1003, LogLevel.Warning, "No webhook secret is set, so webhooks are refused: what Linear changes is seen when it has aged")]
    public static partial void WebhooksClosed(this ILogger logger);

    [LoggerMessage(1004, LogLevel.Error, "A webhook of type {WebhookType} could not be applied; it was answered with 503, to be sent again")]
    public static partial void WebhookNotApplied(this ILogger logger, string webhookType, Exception error);

    [LoggerMessage(1005, LogLevel.Warning, "The sandbox answers instead of Linear: all data is made up")]
    public static partial void DataIsMadeUp(this ILogger logger);

    [LoggerMessage(1006, LogLevel.Warning, "A webhook of type {WebhookType} names no entity that can be read: only lists were made old by it")]
    public static partial void WebhookUnmatched(this ILogger logger, string webhookType);

    [LoggerMessage(1007, LogLevel.Warning, "The store cannot make sure that all pods forget: webhooks are answered with 503, to be sent again")]
    public static partial void WebhooksRefused(this ILogger logger);

    [LoggerMessage(1008, LogLevel.Information, "Webhooks are applied again")]
    public static partial void WebhooksAppliedAgain(this ILogger logger);

    [LoggerMessage(1040, LogLevel.Warning, "The upstream does not have {DifferenceCount} things any more that the schema has, so they are not asked for: {Differences}")]
    public static partial void SchemaDrifted(this ILogger logger, int differenceCount, string differences);

    [LoggerMessage(1041, LogLevel.Information, "The upstream has all again that the schema has")]
    public static partial void SchemaFits(this ILogger logger);

    [LoggerMessage(1042, LogLevel.Warning, "The upstream cannot be compared with the schema; what is known of it stays as it is. {Fault}")]
    public static partial void DriftUnknown(this ILogger logger, string fault);

    [LoggerMessage(1043, LogLevel.Error, "The upstream could not be compared with the schema for a reason that is a bug; it is tried again at its time")]
    public static partial void DriftWatchFailed(this ILogger logger, Exception error);

    [LoggerMessage(1045, LogLevel.Error, "It could not be checked for a reason that is a bug whether what is served is what the upstream has; it is tried again at its time")]
    public static partial void ConsistencyWatchFailed(this ILogger logger, Exception error);

    [LoggerMessage(1050, LogLevel.Information, "The clients file is read: {ClientCount} clients")]
    public static partial void ClientsRead(this ILogger logger, int clientCount);

    [LoggerMessage(1051, LogLevel.Error, "The clients file cannot be used, so the clients are those of before: {Faults}")]
    public static partial void ClientsUnusable(this ILogger logger, string faults);

    [LoggerMessage(1052, LogLevel.Error, "The keys of {Option} cannot be had or used, so tokens are checked by those of before, if there are any")]
    public static partial void TokenKeysUnusable(this ILogger logger, string option);

    [LoggerMessage(1053, LogLevel.Information, "The keys by which tokens are checked can be used again")]
    public static partial void TokenKeysUsable(this ILogger logger);

    [LoggerMessage(1054, LogLevel.Error, "Clients and keys could not be followed for a reason that is a bug; it is tried again at its time")]
    public static partial void AuthWatchFailed(this ILogger logger, Exception error);

    [LoggerMessage(1055, LogLevel.Warning, "Clients may find out by filters what they may not select, unless these are denied as well: {Gaps}")]
    public static partial void DenialsHaveGaps(this ILogger logger, string gaps);

    [LoggerMessage(1060, LogLevel.Information, "Limits and cache rules count as the files have them now; reloads since the start: {ReloadCount}")]
    public static partial void ConfigurationReloaded(this ILogger logger, int reloadCount);

    [LoggerMessage(1061, LogLevel.Error, "The configuration has changed and cannot be used, so limits and cache rules are those of before: {Faults}")]
    public static partial void ConfigurationRejected(this ILogger logger, string faults);

    [LoggerMessage(1062, LogLevel.Warning, "Options have changed that count from the next start only: {Options}")]
    public static partial void RestartNeeded(this ILogger logger, string options);

    [LoggerMessage(1063, LogLevel.Error, "The configuration could not be followed for a reason that is a bug; it is looked at again when it changes")]
    public static partial void ReloadFailed(this ILogger logger, Exception error);

    [LoggerMessage(1070, LogLevel.Error, "Listening to the upstream's subscriptions failed for a reason that is a bug; it is tried again")]
    public static partial void FeedFailed(this ILogger logger, Exception error);
}
