using Microsoft.Extensions.Logging;

namespace Gateway.Linear.Credentials;

/// <summary>A key or a token that an operator made, from an option or a file. Either may be replaced while the gateway runs.</summary>
internal sealed class ConfiguredCredential(CurrentOptions options, TimeProvider time, ILogger logger) : ICredential
{
    private readonly SecretFiles _files = new(time, logger);
    private int _hasWarned;

    /// <inheritdoc/>
    public ValueTask<CredentialReading> GetAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var authorization = Read(isAnew: false);
        if (authorization is null && Interlocked.Exchange(ref _hasWarned, 1) == 0)
        {
            logger.NoCredential();
        }

        return ValueTask.FromResult(new CredentialReading(authorization, null));
    }

    /// <inheritdoc/>
    public bool Refuse(string? authorization) => Read(isAnew: true) is { } current && current != authorization;

    private string? Read(bool isAnew)
    {
        var now = options.Read();
        return CredentialText.OfKey(now.ApiKey)
            ?? CredentialText.OfToken(now.AccessToken)
            ?? CredentialText.OfKey(_files.Read(now.ApiKeyFile, nameof(now.ApiKeyFile), isAnew))
            ?? CredentialText.OfToken(_files.Read(now.AccessTokenFile, nameof(now.AccessTokenFile), isAnew));
    }
}
