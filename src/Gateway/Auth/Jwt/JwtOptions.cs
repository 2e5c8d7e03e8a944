namespace Gateway.Auth.Jwt;

/// <summary>Which tokens are taken in place of keys. Bound to the section <c>Auth:Jwt</c> and checked at start.</summary>
public sealed class JwtOptions
{
    /// <summary>What tokens must have as <c>iss</c>. Default empty: no tokens are taken.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>What tokens must have among their <c>aud</c>.</summary>
    public string Audience { get; set; } = "";

    /// <summary>A file with the issuer's keys as a JSON Web Key Set; followed when it changes. Default empty.</summary>
    public string KeysFile { get; set; } = "";

    /// <summary>
    /// Where the issuer publishes its keys, <c>https</c>, or <c>http</c> on this machine; instead of <see cref="KeysFile"/>. Default none.
    /// </summary>
    public Uri? KeysUrl { get; set; }

    /// <summary>
    /// How often they are asked for. Default 10 minutes; from 1 second to 1 day. Besides, when a token names a key that is not among them, at most
    /// every 10 seconds.
    /// </summary>
    public TimeSpan KeysInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How far the issuer's clock may be off. Default 30 seconds; up to 10 minutes.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Tokens that are remembered, so that they need not be checked again before they expire. Default 10,000; from 0 to 1,000,000.</summary>
    public int Remembered { get; set; } = 10_000;
}
