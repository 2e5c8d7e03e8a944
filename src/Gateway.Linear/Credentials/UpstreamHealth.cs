using Microsoft.Extensions.Logging;

namespace Gateway.Linear.Credentials;

/// <summary>Whether Linear takes the gateway's own credential. Safe for concurrent use.</summary>
/// <remarks>
/// It does until it refuses it, and again once an exchange succeeds or the credential changes. What becomes of a caller's own credential
/// changes nothing here.
/// </remarks>
public sealed class UpstreamHealth(ILogger<UpstreamHealth> logger)
{
    private Refusal? _refusal;

    /// <summary>Whether the last thing heard of the credential in use is that it was refused.</summary>
    public bool IsUnauthenticated => Volatile.Read(ref _refusal) is not null;

    /// <summary>An exchange came to an answer.</summary>
    internal void Accept() => Set(null);

    /// <param name="authorization">What was refused; null if there was nothing to send.</param>
    internal void Refuse(string? authorization) => Set(new Refusal(authorization));

    /// <param name="authorization">What is in use now: another than the refused one has a right to be tried.</param>
    internal void Use(string? authorization)
    {
        if (Volatile.Read(ref _refusal) is { } refusal && refusal.Authorization != authorization)
        {
            Set(null);
        }
    }

    private void Set(Refusal? refusal)
    {
        if (refusal is null && !IsUnauthenticated)
        {
            return;
        }

        var before = Interlocked.Exchange(ref _refusal, refusal);
        if (before is null && refusal is not null)
        {
            logger.CredentialRefused();
        }
        else if (before is not null && refusal is null)
        {
            logger.CredentialUsable();
        }
    }

    // No record: its text would tell the secret.
    private sealed class Refusal(string? authorization)
    {
        public string? Authorization => authorization;
    }
}
