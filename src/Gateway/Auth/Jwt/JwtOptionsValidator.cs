using Microsoft.Extensions.Options;

namespace Gateway.Auth.Jwt;

/// <summary>Checks what no attribute can say.</summary>
internal sealed class JwtOptionsValidator(IConfiguration configuration) : IValidateOptions<JwtOptions>
{
    public ValidateOptionsResult Validate(string? name, JwtOptions options)
    {
        string[] faults = [.. FaultsOf(options, configuration["Auth:ClientsFile"] is { Length: > 0 })];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> FaultsOf(JwtOptions options, bool hasClients)
    {
        bool hasFile = options.KeysFile is { Length: > 0 };
        if (options.KeysInterval < TimeSpan.FromSeconds(1) || options.KeysInterval > TimeSpan.FromDays(1))
        {
            yield return "Auth:Jwt:KeysInterval must be from 1 second to 1 day.";
        }

        if (options.ClockSkew < TimeSpan.Zero || options.ClockSkew > TimeSpan.FromMinutes(10))
        {
            yield return "Auth:Jwt:ClockSkew must be from 0 to 10 minutes.";
        }

        if (options.Remembered is < 0 or > 1_000_000)
        {
            yield return "Auth:Jwt:Remembered must be from 0 to 1,000,000.";
        }

        if (options.Issuer is not { Length: > 0 } && options.Audience is not { Length: > 0 } && !hasFile && options.KeysUrl is null)
        {
            yield break;
        }

        if (options.Issuer is not { Length: > 0 } || options.Audience is not { Length: > 0 })
        {
            yield return "Tokens need both Auth:Jwt:Issuer and Auth:Jwt:Audience, since one that was made for somebody else must not open this gateway.";
        }

        if (hasFile == options.KeysUrl is not null)
        {
            yield return "Tokens need Auth:Jwt:KeysFile or Auth:Jwt:KeysUrl, and not both.";
        }

        if (options.KeysUrl is { } url && !(url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))))
        {
            yield return "Auth:Jwt:KeysUrl must be https, or http on this machine, since whoever can change what it answers can make tokens.";
        }

        if (hasFile && (FollowedFile.TryRead(options.KeysFile, TokenKeys.MaxBytes) is not { } content || TokenKeys.TryParse(content) is null))
        {
            yield return "Auth:Jwt:KeysFile names a file that cannot be read, or that is no JSON Web Key Set with a public key to check signatures.";
        }

        if (!hasClients)
        {
            yield return "Tokens need Auth:ClientsFile, whose subjects tell which client a token is of.";
        }
    }
}
