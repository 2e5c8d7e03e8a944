using System.Text.Json;
using Gateway.Auth;

namespace Gateway.Live;

/// <summary>Reads a credential off the payload of <c>connection_init</c>: browsers cannot set headers of a WebSocket.</summary>
internal static class InitPayload
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>Takes over what the payload, or an object <c>headers</c> in it, names like the headers. What is there stays if the payload does not name it.</summary>
    /// <returns>False if it nests too deeply, or holds text that is not valid Unicode.</returns>
    public static bool TryApply(ReadOnlyMemory<byte> payload, IHeaderDictionary headers)
    {
        if (payload.IsEmpty)
        {
            return true;
        }

        try
        {
            using var json = JsonDocument.Parse(payload, Options);
            Apply(json.RootElement, headers);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("headers", out var nested))
            {
                Apply(nested, headers);
            }

            return true;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static void Apply(JsonElement json, IHeaderDictionary headers)
    {
        foreach (var member in json.ValueKind == JsonValueKind.Object ? [.. json.EnumerateObject()] : Array.Empty<JsonProperty>())
        {
            if (member.Value.ValueKind == JsonValueKind.String)
            {
                if (member.Name.Equals("authorization", StringComparison.OrdinalIgnoreCase))
                {
                    headers.Authorization = member.Value.GetString();
                }
                else if (member.Name.Equals(CallerCredential.KeyHeader, StringComparison.OrdinalIgnoreCase))
                {
                    headers[CallerCredential.KeyHeader] = member.Value.GetString();
                }
            }
        }
    }
}
