using Gateway.Linear.Telemetry;
using Microsoft.Extensions.Logging;

namespace Gateway.Linear.Credentials;

/// <summary>Access tokens that the gateway gets by itself: at first need, ahead of their end, and after one was refused; one call at a time.</summary>
internal sealed class GrantedCredential(
    CurrentOptions options, TokenEndpoint endpoint, LinearMetrics metrics, TimeProvider time, ILogger logger) : ICredential
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // However long the endpoint wants to be left alone: without a token there is no service, so a slip of its must not last.
    private static readonly TimeSpan LongestAskedPause = TimeSpan.FromMinutes(10);

    // Where every pod's token ends the others', each would otherwise ask for a new one at every request.
    private static readonly TimeSpan YoungestRefused = TimeSpan.FromSeconds(10);

    private readonly SecretFiles _files = new(time, logger);
    private readonly Lock _lock = new();
    private AccessToken? _token;
    private Task<TokenReply>? _asking;
    private UpstreamFault? _failure;
    private long _failedAt;
    private TimeSpan _pause;

    /// <inheritdoc/>
    public ValueTask<CredentialReading> GetAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Task<TokenReply>? asking;
        lock (_lock)
        {
            if (_token is { } token && token.IsGood(time))
            {
                if (token.IsNearItsEnd(time) && RestUnderLock() is null)
                {
                    _asking ??= AskAsync();
                }

                return ValueTask.FromResult(new CredentialReading(token.Authorization, null));
            }

            if (_asking is null && RestUnderLock() is { } rest)
            {
                return ValueTask.FromResult(new CredentialReading(null, _failure! with { RetryAfter = rest }));
            }

            asking = _asking ??= AskAsync();
        }

        return WaitAsync(asking, cancel);
    }

    /// <inheritdoc/>
    public bool Refuse(string? authorization)
    {
        lock (_lock)
        {
            if (_token is null || _token.Authorization != authorization)
            {
                return true;
            }

            if (time.GetElapsedTime(_token.Got) < YoungestRefused)
            {
                return false;
            }

            _token = null;
            return true;
        }
    }

    private static async ValueTask<CredentialReading> WaitAsync(Task<TokenReply> asking, CancellationToken cancel)
    {
        var reply = await asking.WaitAsync(cancel);
        return new CredentialReading(reply.Token?.Authorization, reply.Fault);
    }

    /// <summary>How long the endpoint is left alone after a failure; null if it need not be.</summary>
    private TimeSpan? RestUnderLock() =>
        _failure is not null && _pause - time.GetElapsedTime(_failedAt) is { } rest && rest > TimeSpan.Zero ? rest : null;

    /// <summary>Belongs to all who wait, so nobody's cancellation ends it.</summary>
    private async Task<TokenReply> AskAsync()
    {
        // So that the caller has left the lock before anything is done.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        TokenReply reply;
        try
        {
            var now = options.Read();
            var secret = now.ClientSecret is { Length: > 0 } text ? text : _files.Read(now.ClientSecretFile, nameof(now.ClientSecretFile), isAnew: true);
            reply = await endpoint.AskAsync(now, secret ?? "");
        }
        catch (Exception error)
        {
            // A bug of ours must not keep all who wait from ever asking again.
            reply = new TokenReply(null, new UpstreamFault(
                UpstreamFaultKind.TokenUnavailable, $"The gateway cannot get an access token: a bug ({error.GetType().Name})."));
        }

        metrics.CountToken(reply.Fault);
        Settle(reply);
        return reply;
    }

    private void Settle(TokenReply reply)
    {
        bool isChange;
        lock (_lock)
        {
            _asking = null;
            isChange = _failure?.Message != reply.Fault?.Message;
            _token = reply.Token ?? _token;
            _pause = reply.Fault is null ? TimeSpan.Zero : Longest(NextPause(), Asked(reply.Fault));
            (_failure, _failedAt) = (reply.Fault, time.GetTimestamp());
        }

        if (isChange && reply.Fault is { } fault)
        {
            logger.NoToken(fault.Message);
        }
        else if (isChange)
        {
            logger.TokenAgain();
        }
    }

    private TimeSpan NextPause() => _pause == TimeSpan.Zero ? FirstPause : _pause * 2 < LongestPause ? _pause * 2 : LongestPause;

    private static TimeSpan Asked(UpstreamFault fault) =>
        fault.RetryAfter is not { } asked ? TimeSpan.Zero : asked < LongestAskedPause ? asked : LongestAskedPause;

    private static TimeSpan Longest(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
