using Microsoft.Extensions.Options;

namespace Gateway.Http;

/// <summary>Checks what attributes cannot: whether the origins are origins.</summary>
internal sealed class CorsValidator : IValidateOptions<HttpOptions>
{
    public ValidateOptionsResult Validate(string? name, HttpOptions options)
    {
        string[] origins = CrossOrigin.Origins(options);
        if (origins is ["*"])
        {
            return options.CorsCredentials
                ? ValidateOptionsResult.Fail("Http:CorsCredentials needs Http:CorsOrigins by name, since browsers send no credentials where all origins are allowed.")
                : ValidateOptionsResult.Success;
        }

        return Array.TrueForAll(origins, IsOrigin)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "Http:CorsOrigins must be * or origins such as https://tools.example.com, separated by commas, without a path.");
    }

    // https://www.rfc-editor.org/rfc/rfc6454#section-6.2
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase);
}
