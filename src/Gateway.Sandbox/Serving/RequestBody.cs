using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Gateway.Sandbox.Serving;

/// <summary>A GraphQL request as it came in.</summary>
/// <param name="Query">The document, in UTF-8.</param>
/// <param name="Variables">Undefined if there are none.</param>
/// <param name="OperationName">Null if none is named.</param>
internal sealed record RequestBody(byte[] Query, JsonElement Variables, string? OperationName)
{
    private const int MaxBytes = 10 << 20;

    /// <summary>All bytes of a body; null if there are too many.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        using var bytes = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 1024, MaxBytes));
        byte[] chunk = new byte[32 * 1024];
        int count;
        while ((count = await request.Body.ReadAsync(chunk, cancel)) > 0)
        {
            if (bytes.Length + count > MaxBytes)
            {
                return null;
            }

            bytes.Write(chunk, 0, count);
        }

        return bytes.ToArray();
    }

    public static bool TryParse(byte[] body, [NotNullWhen(true)] out RequestBody? request, [NotNullWhen(false)] out string? problem)
    {
        (request, problem) = (null, null);
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                problem = "The body must be a JSON object.";
            }
            else if (!root.TryGetProperty("query", out var query) || query.ValueKind != JsonValueKind.String)
            {
                problem = "The body must hold a text named \"query\".";
            }
            else if (root.TryGetProperty("variables", out var given) && given.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
            {
                problem = "\"variables\" must be a JSON object.";
            }
            else
            {
                bool isNamed = root.TryGetProperty("operationName", out var name) && name.ValueKind == JsonValueKind.String;
                request = new RequestBody(
                    Encoding.UTF8.GetBytes(query.GetString()!),
                    given.ValueKind == JsonValueKind.Undefined ? default : given.Clone(),
                    isNamed ? name.GetString() : null);
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            problem = "The body is not valid JSON.";
        }

        return request is not null;
    }
}
