using Microsoft.Extensions.Logging;

namespace Gateway.Linear;

/// <summary>What this project logs: ids from 3000. Nothing here takes an exception, whose text we do not control.</summary>
internal static partial class LinearLog
{
    [LoggerMessage(3000, LogLevel.Warning, "No credential for Linear is set; its API refuses requests without one")]
    public static partial void NoCredential(this ILogger logger);

    [LoggerMessage(3001, LogLevel.Warning, "Requests to Linear have begun to fail ({FaultKind}): {Reason}")]
    public static partial void TroubleBegan(this ILogger logger, UpstreamFaultKind faultKind, string reason);

    [LoggerMessage(3002, LogLevel.Information, "Linear answers again")]
    public static partial void TroubleEnded(this ILogger logger);

    [LoggerMessage(3003, LogLevel.Debug, "Request to Linear failed ({FaultKind}) after {ElapsedMs} ms: {Reason}")]
    public static partial void RequestFailed(this ILogger logger, UpstreamFaultKind faultKind, double elapsedMs, string reason);

    [LoggerMessage(3004, LogLevel.Warning, "Linear:{Option} names a file that cannot be read or holds no credential; what was read last stays in use")]
    public static partial void SecretUnreadable(this ILogger logger, string option);

    [LoggerMessage(3005, LogLevel.Information, "The file that Linear:{Option} names can be read again")]
    public static partial void SecretReadable(this ILogger logger, string option);

    [LoggerMessage(3006, LogLevel.Warning, "Options of the section Linear have changed and are unusable; the last usable ones stay in use")]
    public static partial void OptionsUnusable(this ILogger logger);

    [LoggerMessage(3007, LogLevel.Warning, "There is no new access token: {Reason}")]
    public static partial void NoToken(this ILogger logger, string reason);

    [LoggerMessage(3008, LogLevel.Information, "Access tokens are got again")]
    public static partial void TokenAgain(this ILogger logger);

    [LoggerMessage(3009, LogLevel.Warning, "Linear fails too often: nothing is sent to it for {BreakSeconds} s")]
    public static partial void Suspended(this ILogger logger, double breakSeconds);

    [LoggerMessage(3010, LogLevel.Information, "Requests are sent to Linear again")]
    public static partial void Resumed(this ILogger logger);

    [LoggerMessage(3011, LogLevel.Error, "Linear refuses the gateway's credential: this gateway is not ready until it is renewed")]
    public static partial void CredentialRefused(this ILogger logger);

    [LoggerMessage(3012, LogLevel.Information, "Linear takes the gateway's credential, or there is another one to try")]
    public static partial void CredentialUsable(this ILogger logger);

    [LoggerMessage(3013, LogLevel.Error, "The refused credential could not be looked after: a bug ({ErrorType}); it is tried again")]
    public static partial void WatchFailed(this ILogger logger, string errorType);
}
