using Microsoft.Extensions.Primitives;

namespace Gateway.Auth;

/// <summary>The key or token that a request shows.</summary>
internal static class CallerCredential
{
    /// <summary>The header for keys, beside <c>Authorization</c>.</summary>
    public const string KeyHeader = "x-api-key";

    private const string Bearer = "Bearer";

    /// <summary>What a request shows: of <c>x-api-key</c> and <c>Authorization</c> the first that is there.</summary>
    /// <param name="headers">The request's.</param>
    /// <param name="takesAuthorization">Whether <c>Authorization</c> is for us, and not for the upstream.</param>
    /// <param name="isAuthorization">Whether it is that of <c>Authorization</c>.</param>
    public static StringValues Find(IHeaderDictionary headers, bool takesAuthorization, out bool isAuthorization)
    {
        isAuthorization = !headers.TryGetValue(KeyHeader, out var key);
        return !isAuthorization ? key : takesAuthorization ? headers.Authorization : default;
    }

    /// <summary>The key or token in a header, which the official SDK sends raw, and others behind <c>Bearer</c>.</summary>
    public static bool TryRead(string? header, out ReadOnlySpan<char> credential)
    {
        credential = header.AsSpan().Trim(' ');
        if (credential.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && (credential.Length == Bearer.Length || credential[Bearer.Length] == ' '))
        {
            credential = credential[Bearer.Length..].TrimStart(' ');
        }

        return credential.Length is > 0 and <= ApiKey.MaxLength && !credential.ContainsAnyExceptInRange('!', '~');
    }

    /// <summary>Whether it has the three parts of a signed token, which no key has.</summary>
    public static bool IsToken(ReadOnlySpan<char> credential) => credential.Count('.') == 2;
}
