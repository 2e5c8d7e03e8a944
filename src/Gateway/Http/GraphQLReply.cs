using Gateway.GraphQL.Execution;
using Microsoft.Extensions.Options;

namespace Gateway.Http;

/// <summary>Sends answers of <c>/graphql</c>: in the media type and coding that the client takes.</summary>
internal sealed class GraphQLReply(IOptions<HttpOptions> options)
{
    private const string Json = "application/json; charset=utf-8";
    private const string GraphQL = "application/graphql-response+json; charset=utf-8";

    // Below every answer's length there is nothing to compress.
    private readonly int _compressFrom = options.Value.Compression ? options.Value.CompressionMinBytes : int.MaxValue;

    /// <summary>Sends a finished answer in one write.</summary>
    public async Task SendAsync(HttpContext context, ResponseMedia media, int status, ReadOnlyMemory<byte> json)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = media == ResponseMedia.GraphQL ? GraphQL : Json;
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            // Only answers to GET are anything to a cache.
            response.Headers.CacheControl = "private, no-cache";
            response.Headers.AppendCommaSeparatedValues("Vary", "Accept", "Accept-Encoding");
        }

        var coding = json.Length >= _compressFrom ? ContentCodings.Choose(context.Request.Headers.AcceptEncoding) : ContentCoding.Identity;
        if (coding == ContentCoding.Identity)
        {
            await WriteAsync(context, json);
            return;
        }

        using var compressed = Compression.Compress(json, coding);
        response.Headers.ContentEncoding = coding == ContentCoding.Brotli ? "br" : "gzip";
        await WriteAsync(context, compressed.Memory);
    }

    /// <summary>Sends a single error.</summary>
    public async Task RefuseAsync(HttpContext context, ResponseMedia media, RequestFault fault)
    {
        using var output = new ResponseBuffer(1024);
        ResponseWriter.WriteRefusal(output, fault.ToError());
        await SendAsync(context, media, StatusOf(media, fault.Status, fault.IsRefusal), output.Written);
    }

    /// <summary>The status of an answer to a request that was understood.</summary>
    /// <remarks>https://graphql.github.io/graphql-over-http/draft/#sec-Status-Codes</remarks>
    public static int StatusOf(ResponseMedia media, int status, bool isRefusal) =>
        isRefusal && media != ResponseMedia.GraphQL ? StatusCodes.Status200OK : status;

    private static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> bytes)
    {
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.BodyWriter.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
