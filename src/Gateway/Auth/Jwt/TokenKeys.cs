using System.Text;
using Gateway.Telemetry;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Auth.Jwt;

/// <summary>The keys by which tokens are checked, from a file or an address. What is no good leaves the last good in place. Safe for concurrent use.</summary>
internal sealed class TokenKeys : IDisposable
{
    /// <summary>Most bytes that a set may have.</summary>
    public const int MaxBytes = 1 << 20;

    // An unknown key may be a new one, or a stranger's: whoever sends such tokens must not make us ask without end.
    private static readonly TimeSpan LeastInterval = TimeSpan.FromSeconds(10);

    private readonly JwtOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<TokenKeys> _logger;
    private readonly FollowedFile? _file;
    private readonly HttpClient? _http;
    private readonly SemaphoreSlim _asking = new(1);

    // Null while there are no keys: what they are made of is not loaded then.
    private volatile State? _state;
    private long? _askedAt;
    private bool _isBroken;

    public TokenKeys(IOptions<JwtOptions> options, TimeProvider time, ILogger<TokenKeys> logger)
    {
        (_options, _time, _logger) = (options.Value, time, logger);
        if (_options.KeysUrl is not null)
        {
            // What redirects could lead anywhere.
            _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            {
                Timeout = TimeSpan.FromSeconds(5),
                MaxResponseContentBufferSize = MaxBytes,
            };
        }
        else if (_options.KeysFile is { Length: > 0 } path)
        {
            _file = new FollowedFile(path, MaxBytes);
            LookAtFile();
        }
    }

    /// <summary>The keys; empty while there are none.</summary>
    public IReadOnlyList<SecurityKey> Current => _state?.Keys ?? [];

    /// <summary>Another number for each set of keys.</summary>
    public int Version => _state?.Version ?? 0;

    /// <summary>Looks whether it is time to ask, or whether the file has changed.</summary>
    public async ValueTask LookAsync(CancellationToken cancel)
    {
        LookAtFile();
        if (_http is not null && (_askedAt is not { } at || _time.GetElapsedTime(at) >= (Current.Count == 0 ? LeastInterval : _options.KeysInterval)))
        {
            await AskAsync(TimeSpan.Zero, cancel);
        }
    }

    /// <summary>A token names a key that is not among them: asks anew, unless that was done a moment ago.</summary>
    /// <returns>Whether there are other keys than those of the version.</returns>
    public async ValueTask<bool> RenewAsync(int version, CancellationToken cancel)
    {
        if (_http is not null && version == Version)
        {
            await AskAsync(LeastInterval, cancel);
        }

        return version != Version;
    }

    /// <summary>The public keys of a JSON Web Key Set by which signatures can be checked; null if there are none.</summary>
    public static IReadOnlyList<SecurityKey>? TryParse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var set = new JsonWebKeySet(Encoding.UTF8.GetString(utf8));

            // A secret that both sides share is no key that a set may publish.
            SecurityKey[] keys = [.. set.GetSigningKeys().Where(key => key is not (JsonWebKey { Kty: JsonWebAlgorithmsKeyTypes.Octet } or SymmetricSecurityKey))];
            return keys.Length > 0 ? keys : null;
        }
        catch (Exception error) when (error is ArgumentException or System.Text.Json.JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _http?.Dispose();
        _asking.Dispose();
    }

    private void LookAtFile()
    {
        if (_file is not null && _file.TryReadChange(out byte[]? content))
        {
            Take(content is null ? null : TryParse(content));
        }
    }

    private async Task AskAsync(TimeSpan notBefore, CancellationToken cancel)
    {
        await _asking.WaitAsync(cancel);
        try
        {
            if (_askedAt is { } at && _time.GetElapsedTime(at) < notBefore)
            {
                return;
            }

            _askedAt = _time.GetTimestamp();
            using var response = await _http!.GetAsync(_options.KeysUrl, cancel);
            Take(response.IsSuccessStatusCode ? TryParse(await response.Content.ReadAsByteArrayAsync(cancel)) : null);
        }
        catch (Exception error) when (!cancel.IsCancellationRequested && error is HttpRequestException or OperationCanceledException)
        {
            Take(null);
        }
        finally
        {
            _asking.Release();
        }
    }

    private void Take(IReadOnlyList<SecurityKey>? keys)
    {
        if (keys is null)
        {
            if (!_isBroken)
            {
                _isBroken = true;
                _logger.TokenKeysUnusable(_file is null ? "Auth:Jwt:KeysUrl" : "Auth:Jwt:KeysFile");
            }

            return;
        }

        if (_isBroken)
        {
            _isBroken = false;
            _logger.TokenKeysUsable();
        }

        _state = new State(keys, Version + 1);
    }

    private sealed record State(IReadOnlyList<SecurityKey> Keys, int Version);
}
