namespace Gateway.Linear.Credentials;

/// <summary>The gateway's own credential for Linear, which may change while it runs. Safe for concurrent use.</summary>
internal interface ICredential
{
    /// <summary>What to send now, or why there is nothing to send.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    ValueTask<CredentialReading> GetAsync(CancellationToken cancel);

    /// <summary>Tells that the upstream refused it.</summary>
    /// <param name="authorization">What was sent.</param>
    /// <returns>Whether the next <see cref="GetAsync"/> may well give another one.</returns>
    bool Refuse(string? authorization);
}
