using Gateway.Http;

namespace Gateway.Auth;

/// <summary>Why a caller is not admitted. The reasons are public: never changed, never reused. None quotes what was shown.</summary>
internal static class AdmissionFaults
{
    private const string Code = "AUTHENTICATION_ERROR";
    private const string Authentication = "authentication error";

    public static RequestFault NoKey { get; } = Unknown(
        "no_key", "Authentication required: send a key of this gateway as Authorization: Bearer KEY, as Authorization: KEY, or as x-api-key.");

    /// <summary>Where <c>Authorization</c> is for the upstream.</summary>
    public static RequestFault NoKeyBeside { get; } = Unknown(
        "no_key", "Authentication required: send a key of this gateway as x-api-key, besides the Authorization for Linear.");

    public static RequestFault Malformed { get; } = Unknown(
        "malformed_key", "The key is none: it must come in one header, in at most 8,192 letters of ASCII.");

    public static RequestFault UnknownKey { get; } = Unknown("unknown_key", "The key is not known to this gateway: it is wrong, or was withdrawn.");

    public static RequestFault ExpiredToken { get; } = Unknown("expired_token", "The token has expired. Get a new one.");

    public static RequestFault InvalidToken { get; } = Unknown(
        "invalid_token", "The token is not valid here: its issuer, audience, signature or time is not what this gateway takes.");

    public static RequestFault UnknownSubject { get; } = Unknown("unknown_subject", "The token is valid, but its subject is no client of this gateway.");

    public static RequestFault NoTokenKeys { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "Tokens cannot be checked just now: the keys of their issuer are not known. Come again in a few seconds.", Code)
    { Type = Authentication, Reason = "no_token_keys", RetryAfter = TimeSpan.FromSeconds(5) };

    /// <summary>The caller is known, and may not do what only operators may.</summary>
    public static RequestFault NotPermitted { get; } = new(
        StatusCodes.Status403Forbidden, "This needs the permission \"admin\", which you do not have.", "FORBIDDEN")
    { Type = "forbidden", Reason = "permission" };

    /// <summary>A caller without a key never may, whatever <c>Auth:AllowAnonymous</c> says.</summary>
    public static RequestFault NoAdminKey { get; } = Unknown(
        "no_key", "This needs a key with the permission \"admin\", from the clients that Auth:ClientsFile names.");

    /// <param name="retryAfter">When to come again.</param>
    public static RequestFault TooMany(TimeSpan retryAfter) => Limited("requests", "You have made more requests than you may in a minute.", retryAfter);

    public static RequestFault TooManyAtOnce { get; } =
        Limited("concurrency", "You have more requests under way than you may at a time.", TimeSpan.FromSeconds(1));

    private static RequestFault Unknown(string reason, string message) =>
        new(StatusCodes.Status401Unauthorized, message, Code) { Type = Authentication, Reason = reason };

    private static RequestFault Limited(string reason, string message, TimeSpan retryAfter) =>
        new(StatusCodes.Status429TooManyRequests, message, "RATELIMITED") { Type = "ratelimited", Reason = reason, RetryAfter = retryAfter };
}
