using Gateway.Http;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Auth.Jwt;

/// <summary>Checks tokens: issuer, audience, time, signature. Safe for concurrent use.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc8725</remarks>
internal sealed class TokenValidator(TokenKeys keys, IOptions<JwtOptions> options, TimeProvider time)
{
    // None by which whoever can check a token could make one, and not "none".
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly JwtOptions _options = options.Value;

    // A JsonWebTokenHandler, made, and its packages loaded, when there is a token.
    private object? _handler;
    private readonly TokenMemory _memory = new(options.Value.Remembered);

    /// <summary>Whether tokens are taken at all.</summary>
    public bool IsOn { get; } = options.Value.Issuer is { Length: > 0 };

    /// <summary>Another number for each set of keys.</summary>
    public int Version => keys.Version;

    /// <summary>How many tokens are remembered.</summary>
    public int Remembered => _memory.Count;

    /// <summary>What a token says, or why it is not taken.</summary>
    public async ValueTask<TokenVerdict> ValidateAsync(string token, CancellationToken cancel)
    {
        int version = keys.Version;
        var name = TokenMemory.NameOf(token);
        if (_memory.Find(name, version, time.GetUtcNow()) is { } known)
        {
            return known;
        }

        if (keys.Current.Count == 0 && !await keys.RenewAsync(version, cancel))
        {
            return Refused(AdmissionFaults.NoTokenKeys);
        }

        version = keys.Version;
        var result = await CheckAsync(token);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException && await keys.RenewAsync(version, cancel))
        {
            version = keys.Version;
            result = await CheckAsync(token);
        }

        if (!result.IsValid || result.SecurityToken is not JsonWebToken { Subject.Length: > 0 } read)
        {
            return Refused(result.Exception is SecurityTokenExpiredException ? AdmissionFaults.ExpiredToken : AdmissionFaults.InvalidToken);
        }

        var verdict = new TokenVerdict(read.Subject, new DateTimeOffset(read.ValidTo, TimeSpan.Zero) + _options.ClockSkew, null);
        _memory.Add(name, version, verdict, time.GetUtcNow());
        return verdict;
    }

    private static TokenVerdict Refused(RequestFault fault) => new(null, default, fault);

    private JsonWebTokenHandler Handler => (JsonWebTokenHandler)(_handler ??=
        new JsonWebTokenHandler { MapInboundClaims = false, MaximumTokenSizeInBytes = ApiKey.MaxLength });

    private Task<TokenValidationResult> CheckAsync(string token) => Handler.ValidateTokenAsync(token, new TokenValidationParameters
    {
        ValidIssuer = _options.Issuer,
        ValidAudience = _options.Audience,
        IssuerSigningKeys = keys.Current,
        ValidAlgorithms = Algorithms,
        ClockSkew = _options.ClockSkew,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        RequireAudience = true,
        LifetimeValidator = IsAlive,
    });

    // By the gateway's clock. The handler's own check goes by the system's.
    private bool IsAlive(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (expires is not { } end)
        {
            return false;
        }

        if (end + _options.ClockSkew <= now)
        {
            throw new SecurityTokenExpiredException();
        }

        return notBefore is not { } start || start - _options.ClockSkew <= now;
    }
}
