using Gateway.GraphQL.Execution;
using Gateway.Stitching;

namespace Gateway.Live;

/// <summary>Sends an answer in parts, as <c>multipart/mixed</c>.</summary>
/// <remarks>https://github.com/graphql/graphql-over-http/blob/main/rfcs/IncrementalDelivery.md</remarks>
internal sealed class MultipartReceiver(HttpContext context, bool namesPending) : IPartReceiver
{
    private static readonly byte[] End = "\r\n-----\r\n"u8.ToArray();

    /// <inheritdoc/>
    public bool NamesPending => namesPending;

    /// <inheritdoc/>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> part, CancellationToken cancel)
    {
        var response = context.Response;
        if (!response.HasStarted)
        {
            response.ContentType = namesPending ? "multipart/mixed; boundary=\"-\"" : "multipart/mixed; boundary=\"-\"; deferSpec=20220824";
            response.Headers.CacheControl = "no-store";
        }

        using var output = new ResponseBuffer(part.Length + 128);
        output.Append("\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"u8);
        output.Append(part.Span);
        await response.Body.WriteAsync(output.Written, cancel);
        await response.Body.FlushAsync(cancel);
    }

    /// <summary>Says that there is no other part.</summary>
    public async Task EndAsync() => await context.Response.Body.WriteAsync(End, context.RequestAborted);
}
