using System.ComponentModel.DataAnnotations;

namespace Gateway.Linear;

/// <summary>How to reach Linear. Bound to the section <c>Linear</c> and checked at start.</summary>
public sealed class LinearOptions : IValidatableObject
{
    /// <summary>Where the API listens. Default <c>https://api.linear.app/graphql</c>; absolute, http or https, without user or password.</summary>
    [Required]
    public Uri Endpoint { get; set; } = new("https://api.linear.app/graphql");

    /// <summary>
    /// A personal API key, sent as it is. Default empty. One credential is set at most: a key, a token, a file with either, or
    /// <see cref="ClientId"/>; none means that requests carry no credential, which suits a stand-in for Linear only. Secret.
    /// </summary>
    public string ApiKey { get; set; } = "";

    /// <summary>A file that holds the key, and is looked at once a second while it is used: its content may change at any time. Default empty.</summary>
    public string ApiKeyFile { get; set; } = "";

    /// <summary>An OAuth access token, sent as <c>Bearer</c>. Default empty. Secret.</summary>
    public string AccessToken { get; set; } = "";

    /// <summary>A file that holds the token, looked at as <see cref="ApiKeyFile"/> is. Default empty.</summary>
    public string AccessTokenFile { get; set; } = "";

    /// <summary>
    /// The id of an OAuth application, for which the gateway gets access tokens by itself (client credentials). Needs a secret. Default empty.
    /// </summary>
    public string ClientId { get; set; } = "";

    /// <summary>The secret of the OAuth application. Default empty. Secret.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>A file that holds the secret, looked at whenever a token is to be got. Default empty.</summary>
    public string ClientSecretFile { get; set; } = "";

    /// <summary>
    /// Where access tokens are got. Default <c>https://api.linear.app/oauth/token</c>; absolute, http or https, without user or password.
    /// </summary>
    [Required]
    public Uri TokenEndpoint { get; set; } = new("https://api.linear.app/oauth/token");

    /// <summary>What access tokens are to allow, by commas. Default <c>read</c>; mutations need <c>write</c> as well.</summary>
    [Required]
    public string Scopes { get; set; } = "read";

    /// <summary>
    /// How long a request may take, from its start to the last byte of its answer, with all its repetitions. Getting an access token for
    /// it counts apart. Default 20 seconds; from 1 second to 2 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long one attempt of a read may take; never longer than <see cref="Timeout"/>, which is what a mutation has. Default 10 seconds; from
    /// 100 milliseconds to 2 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:02:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many requests with callers' own credentials (<c>Auth:Upstream=caller</c>) are under way at a time, over all callers; more wait, for
    /// a third of <see cref="Timeout"/> at most. Default 64; from 1 to 10,000.
    /// </summary>
    [Range(1, 10_000)]
    public int MaxCallerRequests { get; set; } = 64;

    /// <summary>How often a read is repeated at most; mutations never are. Default 2; from 0 to 10.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 2;

    /// <summary>
    /// What the wait before the first repetition is about; each further wait is about twice as long, all with jitter. Where Linear names a time
    /// itself, none is shorter than that. Default 200 milliseconds; from 10 milliseconds to 10 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:00:10")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Which part of the attempts must fail within <see cref="BreakWindow"/> until no more are made. Default 0.5; from 0.05 to 1.</summary>
    [Range(0.05, 1.0)]
    public double BreakRatio { get; set; } = 0.5;

    /// <summary>How many attempts within <see cref="BreakWindow"/> are too few to judge by. Fewer never break. Default 8; from 2 to 10,000.</summary>
    [Range(2, 10_000)]
    public int BreakAfter { get; set; } = 8;

    /// <summary>Over how long attempts are counted. Default 30 seconds; from 1 second to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan BreakWindow { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long nothing is sent then, until one request may try; longer where Linear names a time itself. Default 10 seconds; from 1 second to
    /// 10 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan BreakFor { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long it may take to connect, TLS included. Default 5 seconds; from 100 milliseconds to 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How large an answer may be after decompression, in bytes. Default 32 MiB; from 64 KiB to 1 GiB.</summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public int MaxResponseBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>The rules that span more than one range. Their messages never quote a value.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => LinearOptionsRules.FaultsOf(this);

    /// <summary>The name of the class: no value is worth the risk of logging the others.</summary>
    public override string ToString() => nameof(LinearOptions);
}
