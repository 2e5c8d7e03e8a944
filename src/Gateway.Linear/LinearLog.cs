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
}
