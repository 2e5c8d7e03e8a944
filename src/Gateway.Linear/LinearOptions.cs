using System.ComponentModel.DataAnnotations;

namespace Gateway.Linear;

/// <summary>How to reach Linear. Bound to the section <c>Linear</c> and checked at start.</summary>
public sealed class LinearOptions : IValidatableObject
{
    /// <summary>Where the API listens. Default <c>https://api.linear.app/graphql</c>; absolute, http or https, without user or password.</summary>
    [Required]
    public Uri Endpoint { get; set; } = new("https://api.linear.app/graphql");

    /// <summary>
    /// A personal API key, sent as it is. Empty if <see cref="AccessToken"/> is set; both empty means that requests carry no credential,
    /// which suits a stand-in for Linear only. Secret.
    /// </summary>
    public string ApiKey { get; set; } = "";

    /// <summary>An OAuth access token, sent as <c>Bearer</c>. Empty if <see cref="ApiKey"/> is set. Secret.</summary>
    public string AccessToken { get; set; } = "";

    /// <summary>How long a request may take, from its start to the last byte of its answer. Default 20 seconds; from 1 second to 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long it may take to connect, TLS included. Default 5 seconds; from 100 milliseconds to 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How large an answer may be after decompression, in bytes. Default 32 MiB; from 64 KiB to 1 GiB.</summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public int MaxResponseBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>The rules that span more than one range. Their messages never quote a value.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint is { } endpoint && !IsWebAddress(endpoint))
        {
            yield return new ValidationResult("Linear:Endpoint must be an absolute http or https address.", [nameof(Endpoint)]);
        }
        else if (Endpoint is { UserInfo.Length: > 0 })
        {
            yield return new ValidationResult("Linear:Endpoint must not carry a user name or a password.", [nameof(Endpoint)]);
        }

        if (ApiKey is { Length: > 0 } && AccessToken is { Length: > 0 })
        {
            yield return new ValidationResult("Set Linear:ApiKey or Linear:AccessToken, not both.", [nameof(ApiKey), nameof(AccessToken)]);
        }

        if (!IsToken(ApiKey))
        {
            yield return new ValidationResult(
                "Linear:ApiKey must be printable ASCII without spaces or line breaks, and without 'Bearer' before it.", [nameof(ApiKey)]);
        }

        if (!IsToken(AccessToken))
        {
            yield return new ValidationResult(
                "Linear:AccessToken must be printable ASCII without spaces or line breaks, and without 'Bearer' before it.", [nameof(AccessToken)]);
        }
    }

    /// <summary>The name of the class: no value is worth the risk of logging the others.</summary>
    public override string ToString() => nameof(LinearOptions);

    private static bool IsWebAddress(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    private static bool IsToken(string? text) => text is null || text.All(letter => letter is > ' ' and <= '~');
}
