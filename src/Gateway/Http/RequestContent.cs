using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Gateway.Http;

/// <summary>Takes the body of a POST out of its content type and coding.</summary>
internal static class RequestContent
{
    /// <summary>Headers of which any tells that a request was made by a script, which a browser asks the gateway about if it is of another origin.</summary>
    /// <remarks>https://fetch.spec.whatwg.org/#cors-safelisted-request-header</remarks>
    private static readonly string[] PreflightHeaders = ["GraphQL-Preflight", "Apollo-Require-Preflight", "X-Apollo-Operation-Name"];

    /// <summary>What the body is.</summary>
    public static ContentKind KindOf(HttpRequest request)
    {
        // What nearly all clients send need not be taken apart.
        if (request.ContentType is "application/json" or "application/json; charset=utf-8")
        {
            return ContentKind.Json;
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !(type.Charset.Length == 0 || Is(HeaderUtilities.RemoveQuotes(type.Charset), "utf-8")))
        {
            return ContentKind.Unknown;
        }

        // A form of another site's page can send these two, without asking.
        return Is(type.MediaType, "application/json") || Is(type.Suffix, "json") ? ContentKind.Json
            : Is(type.MediaType, "text/plain") && IsPreflighted(request) ? ContentKind.Json
            : Is(type.MediaType, "application/x-www-form-urlencoded") && IsPreflighted(request) ? ContentKind.Form
            : ContentKind.Unknown;
    }

    /// <summary>Whether a page of another site can have had it sent without asking: an image, a script, a form.</summary>
    /// <remarks>https://www.w3.org/TR/fetch-metadata/#sec-fetch-mode-header. Links that people follow are not meant.</remarks>
    public static bool IsBlind(HttpRequest request) =>
        request.Headers.TryGetValue("Sec-Fetch-Mode", out var mode) && mode is ["no-cors"] && !IsPreflighted(request);

    /// <summary>Reads a whole body, decompressed.</summary>
    public static async ValueTask<(PooledBytes? Body, RequestFault? Fault)> ReadAsync(HttpRequest request, int most, CancellationToken cancel)
    {
        if (ContentCodings.Of(request.Headers.ContentEncoding) is not { } coding)
        {
            request.HttpContext.Response.Headers.AcceptEncoding = ContentCodings.Names;
            return (null, new RequestFault(
                StatusCodes.Status415UnsupportedMediaType, $"The body may be compressed once, as one of: {ContentCodings.Names}."));
        }

        var body = await PooledBytes.ReadAsync(request, most, cancel);
        if (body is null)
        {
            return (null, TooLarge(most));
        }

        if (coding == ContentCoding.Identity)
        {
            return (body, null);
        }

        using (body)
        {
            try
            {
                // A few bytes may become millions.
                await Task.Yield();
                var plain = Compression.Decompress(body, coding, most);
                return (plain, plain is null ? TooLarge(most) : null);
            }
            catch (InvalidDataException)
            {
                return (null, new RequestFault(StatusCodes.Status400BadRequest, "The body is not in the coding that Content-Encoding names."));
            }
        }
    }

    /// <summary>The parameters of a form.</summary>
    public static IEnumerable<KeyValuePair<string, StringValues>> ReadForm(ReadOnlyMemory<byte> body) =>
        QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Span));

    private static bool IsPreflighted(HttpRequest request) =>
        Array.Exists(PreflightHeaders, name => request.Headers.TryGetValue(name, out var value) && value is [{ Length: > 0 }, ..]);

    private static RequestFault TooLarge(int most) => new(StatusCodes.Status413PayloadTooLarge, $"The body is larger than {most} bytes.");

    private static bool Is(StringSegment text, string expected) => text.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
