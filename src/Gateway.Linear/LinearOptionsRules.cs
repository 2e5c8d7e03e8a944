using System.ComponentModel.DataAnnotations;
using Gateway.Linear.Credentials;

namespace Gateway.Linear;

/// <summary>What must be true of <see cref="LinearOptions"/> beyond the range of each. Quotes no value.</summary>
internal static class LinearOptionsRules
{
    private static readonly (string Name, Func<LinearOptions, string> Read)[] Secrets =
    [
        (nameof(LinearOptions.ApiKey), options => options.ApiKey),
        (nameof(LinearOptions.AccessToken), options => options.AccessToken),
        (nameof(LinearOptions.ClientSecret), options => options.ClientSecret),
    ];

    private static readonly (string Name, Func<LinearOptions, string> Read)[] Files =
    [
        (nameof(LinearOptions.ApiKeyFile), options => options.ApiKeyFile),
        (nameof(LinearOptions.AccessTokenFile), options => options.AccessTokenFile),
        (nameof(LinearOptions.ClientSecretFile), options => options.ClientSecretFile),
    ];

    // Any two of these would leave open which one counts.
    private static readonly (string Name, Func<LinearOptions, string> Read)[] Credentials =
        [.. Secrets[..2], .. Files[..2], (nameof(LinearOptions.ClientId), options => options.ClientId)];

    /// <summary>All that is wrong.</summary>
    public static IEnumerable<ValidationResult> FaultsOf(LinearOptions options) =>
    [
        .. OfAddress(options.Endpoint, nameof(LinearOptions.Endpoint)),
        .. OfAddress(options.TokenEndpoint, nameof(LinearOptions.TokenEndpoint)),
        .. OfNumber(options),
        .. OfGrant(options),
        .. from secret in Secrets
           where secret.Read(options) is { Length: > 0 } text && !CredentialText.IsUsable(text)
           select Fault(
               secret.Name, "must be printable ASCII without spaces or line breaks" + (secret == Secrets[2] ? "." : ", and without 'Bearer' before it.")),
        .. from file in Files
           where file.Read(options) is { Length: > 0 } path && CredentialText.TryReadFile(path) is null
           select Fault(file.Name, "names a file that cannot be read, or that holds no credential."),
    ];

    private static IEnumerable<ValidationResult> OfAddress(Uri? address, string name)
    {
        if (address is null)
        {
            yield break; // told by [Required]
        }

        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            yield return Fault(name, "must be an absolute http or https address.");
        }
        else if (address.UserInfo.Length > 0)
        {
            yield return Fault(name, "must not carry a user name or a password.");
        }
    }

    private static IEnumerable<ValidationResult> OfNumber(LinearOptions options)
    {
        string[] set = [.. from credential in Credentials where credential.Read(options) is { Length: > 0 } select credential.Name];
        if (set.Length > 1)
        {
            var all = string.Join(" or ", set.Select(name => $"Linear:{name}"));
            yield return new ValidationResult($"Set {all}, not {(set.Length == 2 ? "both" : "several")}.", set);
        }
    }

    private static IEnumerable<ValidationResult> OfGrant(LinearOptions options)
    {
        var hasSecret = options.ClientSecret is { Length: > 0 };
        var hasFile = options.ClientSecretFile is { Length: > 0 };
        if (hasSecret && hasFile)
        {
            yield return Fault(nameof(LinearOptions.ClientSecret), "and Linear:ClientSecretFile cannot both be set.");
        }

        if (options.ClientId is { Length: > 0 } != (hasSecret || hasFile))
        {
            yield return Fault(nameof(LinearOptions.ClientId), "and a secret (Linear:ClientSecret or Linear:ClientSecretFile) belong together: set both or neither.");
        }
    }

    private static ValidationResult Fault(string name, string text) => new($"Linear:{name} {text}", [name]);
}
