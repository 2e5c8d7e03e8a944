using System.Text.Json;

namespace Gateway.Linear.Credentials;

/// <summary>Reads what the token endpoint answers (RFC 6749, sections Successful Response and Error Response).</summary>
internal static class TokenReplyReader
{
    // The specification's codes. Whatever else stands there is not ours to repeat.
    private static readonly string[] KnownErrors =
        ["invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope"];

    // Where nobody says how long it lasts, it is looked after once an hour.
    private static readonly TimeSpan DefaultLife = TimeSpan.FromHours(1);

    private static readonly TimeSpan MostLife = TimeSpan.FromDays(365);

    /// <summary>The token, got at <paramref name="got"/>; null if the body is no usable answer.</summary>
    public static AccessToken? ReadToken(ReadOnlyMemory<byte> body, long got)
    {
        if (Parse(body) is not { } json)
        {
            return null;
        }

        using (json)
        {
            var isBearer = Text(json.RootElement, "token_type") is not { } type || type.Equals("Bearer", StringComparison.OrdinalIgnoreCase);
            return isBearer && Text(json.RootElement, "access_token") is { } token && CredentialText.IsUsable(token)
                ? new AccessToken(CredentialText.OfToken(token)!, got, Life(json.RootElement))
                : null;
        }
    }

    /// <summary>Why it was refused: a code of the specification; null if none is told.</summary>
    public static string? ReadError(ReadOnlyMemory<byte> body)
    {
        using var json = Parse(body);
        return json is not null && Text(json.RootElement, "error") is { } error ? KnownErrors.FirstOrDefault(known => known == error) : null;
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string name)
    {
        try
        {
            return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair
        }
    }

    // Some servers send the number as text.
    private static TimeSpan Life(JsonElement json)
    {
        var isTold = json.TryGetProperty("expires_in", out var value);
        var seconds = !isTold ? 0
            : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number
            : value.ValueKind == JsonValueKind.String && int.TryParse(value.GetString(), out var whole) ? whole
            : 0;
        return seconds <= 0 ? DefaultLife : TimeSpan.FromSeconds(Math.Min(seconds, MostLife.TotalSeconds));
    }
}
