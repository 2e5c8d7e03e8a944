using Gateway.Caching.Memo;
using Gateway.GraphQL.Execution;
using Gateway.Stitching;
using Microsoft.Extensions.Options;

namespace Gateway.Http;

/// <summary>Sends answers of <c>/graphql</c>: in the media type and coding that the client takes.</summary>
internal sealed class GraphQLReply(IOptions<HttpOptions> options, TimeProvider time)
{
    private const string Json = "application/json; charset=utf-8";

    // Bytes that are compressed in a moment; more are compressed on another thread.
    private const int MostAtOnce = 16 * 1024;

    private const string GraphQL = "application/graphql-response+json; charset=utf-8";

    private static readonly Func<ReadOnlyMemory<byte>, byte[]> Brotli = plain => Compress(plain, ContentCoding.Brotli);
    private static readonly Func<ReadOnlyMemory<byte>, byte[]> Gzip = plain => Compress(plain, ContentCoding.Gzip);

    // Below every answer's length there is nothing to compress.
    private readonly int _compressFrom = options.Value.Compression ? options.Value.CompressionMinBytes : int.MaxValue;

    /// <summary>Sends an answer in one write.</summary>
    public async Task SendAsync(HttpContext context, ResponseMedia media, int status, ReadOnlyMemory<byte> json)
    {
        var response = context.Response;
        response.StatusCode = status;
        bool isPost = HttpMethods.IsPost(context.Request.Method);
        if (!isPost && status == StatusCodes.Status200OK && IsKnown(context, EntityTag.Of(json.Span)))
        {
            return;
        }

        response.ContentType = media == ResponseMedia.GraphQL ? GraphQL : Json;
        if (!isPost)
        {
            TellCaches(response);
        }

        var coding = CodingOf(context, json.Length);
        if (coding == ContentCoding.Identity)
        {
            await WriteAsync(context, json);
            return;
        }

        if (json.Length > MostAtOnce && !Thread.CurrentThread.IsThreadPoolThread)
        {
            await Task.Yield();
        }

        using var compressed = Compression.Compress(json, coding);
        response.Headers.ContentEncoding = coding == ContentCoding.Brotli ? "br" : "gzip";
        await WriteAsync(context, compressed.Memory);
    }

    /// <summary>Sends an answer that was kept, in one write.</summary>
    public Task SendAsync(HttpContext context, ResponseMedia media, MemoizedResponse known)
    {
        var response = context.Response;
        CacheHeaders.Tell(response, known, time.GetUtcNow().ToUnixTimeMilliseconds());
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            if (IsKnown(context, known.EntityTag ??= EntityTag.Of(known.Body.Span)))
            {
                return Task.CompletedTask;
            }

            TellCaches(response);
        }

        response.ContentType = media == ResponseMedia.GraphQL ? GraphQL : Json;
        var coding = CodingOf(context, known.Body.Length);
        if (coding == ContentCoding.Identity)
        {
            return WriteAsync(context, known.Body);
        }

        return known.Body.Length <= MostAtOnce || known.IsCoded((int)coding) ? WriteAsync(context, known, coding) : CompressElsewhereAsync(context, known, coding);
    }

    private static async Task CompressElsewhereAsync(HttpContext context, MemoizedResponse known, ContentCoding coding)
    {
        await Task.Yield();
        await WriteAsync(context, known, coding);
    }

    private static Task WriteAsync(HttpContext context, MemoizedResponse known, ContentCoding coding)
    {
        context.Response.Headers.ContentEncoding = coding == ContentCoding.Brotli ? "br" : "gzip";
        return WriteAsync(context, known.Coded((int)coding, coding == ContentCoding.Brotli ? Brotli : Gzip));
    }

    /// <summary>Tells of an answer that is going to be sent how much of it was at hand.</summary>
    public void TellUse(HttpContext context, CacheUse use, long oldestAt) =>
        CacheHeaders.Tell(context.Response, use, oldestAt, time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Sends a single error.</summary>
    public async Task RefuseAsync(HttpContext context, ResponseMedia media, RequestFault fault)
    {
        using var output = new ResponseBuffer(1024);
        ResponseWriter.WriteRefusal(output, fault.ToError());
        TellUse(context, CacheUse.None, 0);
        await SendAsync(context, media, StatusOf(media, fault.Status, fault.IsRefusal), output.Written);
    }

    /// <summary>The status of an answer to a request that was understood.</summary>
    /// <remarks>https://graphql.github.io/graphql-over-http/draft/#sec-Status-Codes</remarks>
    public static int StatusOf(ResponseMedia media, int status, bool isRefusal) =>
        isRefusal && media == ResponseMedia.Json ? StatusCodes.Status200OK : status;

    private ContentCoding CodingOf(HttpContext context, int length) =>
        length >= _compressFrom ? ContentCodings.Choose(context.Request.Headers.AcceptEncoding) : ContentCoding.Identity;

    private static byte[] Compress(ReadOnlyMemory<byte> plain, ContentCoding coding)
    {
        using var compressed = Compression.Compress(plain, coding);
        return compressed.Memory.ToArray();
    }

    /// <summary>Names the answer, and says so if the client has it.</summary>
    private static bool IsKnown(HttpContext context, string tag)
    {
        context.Response.Headers.ETag = tag;
        if (!EntityTag.IsKnown(tag, context.Request.Headers.IfNoneMatch))
        {
            return false;
        }

        TellCaches(context.Response);
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    // Only answers to GET are anything to a cache.
    private static void TellCaches(HttpResponse response)
    {
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.AppendCommaSeparatedValues("Vary", "Accept", "Accept-Encoding");
    }

    private static Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> bytes)
    {
        context.Response.ContentLength = bytes.Length;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return Task.CompletedTask;
        }

        var writing = context.Response.BodyWriter.WriteAsync(bytes, context.RequestAborted);
        if (!writing.IsCompletedSuccessfully)
        {
            return writing.AsTask();
        }

        _ = writing.Result;
        return Task.CompletedTask;
    }
}
