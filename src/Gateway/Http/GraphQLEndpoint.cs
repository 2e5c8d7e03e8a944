using Gateway.Auth;
using Gateway.GraphQL.Execution;
using Gateway.Health;
using Gateway.Stitching;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Gateway.Http;

/// <summary>Answers <c>/graphql</c>.</summary>
/// <remarks>
/// https://graphql.github.io/graphql-over-http/draft/ with the media type application/json: a document that is refused is still answered with
/// 200, so that old clients, which take any other status for a failure of the network, read the errors.
/// </remarks>
internal sealed class GraphQLEndpoint(GatewayEngine engine, IOptions<HttpOptions> options, Readiness readiness, CallerClasses callers)
{
    private const string Allowed = "GET, POST";

    private readonly int _maxBodyBytes = options.Value.MaxBodyBytes;

    public Task AnswerAsync(HttpContext context)
    {
        if (!readiness.HasStarted)
        {
            context.Response.Headers.RetryAfter = "1";
            return JsonReply.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "The gateway is starting.");
        }

        return context.Request.Method switch
        {
            "POST" => AnswerPostAsync(context),
            "GET" => AnswerGetAsync(context),
            _ => JsonReply.RefuseMethodAsync(context, Allowed),
        };
    }

    private async Task AnswerPostAsync(HttpContext context)
    {
        if (!IsJson(context.Request))
        {
            await JsonReply.RefuseAsync(
                context,
                StatusCodes.Status415UnsupportedMediaType,
                "The body must be sent as Content-Type: application/json, in UTF-8 and not compressed.");
            return;
        }

        using var body = await PooledBytes.ReadAsync(context.Request, _maxBodyBytes, context.RequestAborted);
        if (body is null)
        {
            await JsonReply.RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, $"The body is larger than {_maxBodyBytes} bytes.");
            return;
        }

        using var request = new GraphQLRequest();
        if (GraphQLRequestReader.ReadBody(body.Memory, request) is { } fault)
        {
            await JsonReply.RefuseAsync(context, fault.Status, fault.Message);
            return;
        }

        await ExecuteAsync(context, request, allowsMutations: true);
    }

    private async Task AnswerGetAsync(HttpContext context)
    {
        using var request = new GraphQLRequest();
        if (GraphQLRequestReader.ReadQuery(context.Request.Query, request) is { } fault)
        {
            await JsonReply.RefuseAsync(context, fault.Status, fault.Message);
            return;
        }

        await ExecuteAsync(context, request, allowsMutations: false);
    }

    private async Task ExecuteAsync(HttpContext context, GraphQLRequest request, bool allowsMutations)
    {
        using var output = new ResponseBuffer();
        var result = await engine.ExecuteAsync(
            request.ToGatewayRequest(allowsMutations) with { AllowsIntrospection = callers.MayIntrospect(context) }, output, context.RequestAborted);
        int status = StatusCodes.Status200OK;
        if (result.Outcome == GatewayOutcome.QueriesOnly)
        {
            context.Response.Headers.Allow = "POST";
            status = StatusCodes.Status405MethodNotAllowed;
        }

        if (result.IsStale)
        {
            // https://www.rfc-editor.org/rfc/rfc9211: it was old, the upstream was asked, and failed.
            context.Response.Headers["Cache-Status"] = "gateway; fwd=stale; detail=stale-if-error";
        }

        await JsonReply.SendAsync(context, status, output.Written);
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (Is(type.MediaType, "application/json") || Is(type.Suffix, "json"))
        && (type.Charset.Length == 0 || Is(HeaderUtilities.RemoveQuotes(type.Charset), "utf-8"))
        && (request.Headers.ContentEncoding.Count == 0 || Is(request.Headers.ContentEncoding.ToString(), "identity"));

    private static bool Is(StringSegment text, string expected) => text.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
