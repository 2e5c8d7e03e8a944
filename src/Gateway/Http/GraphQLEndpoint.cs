using System.Text;
using Gateway.Auth;
using Gateway.GraphQL.Execution;
using Gateway.Health;
using Gateway.Live;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Gateway.Http;

/// <summary>Answers <c>/graphql</c>.</summary>
/// <remarks>https://graphql.github.io/graphql-over-http/draft/</remarks>
internal sealed class GraphQLEndpoint(
    RequestExecutor executor,
    Recollection recollection,
    GraphQLReply reply,
    Admissions admissions,
    CallerScopes scopes,
    AuthMetrics metrics,
    EventStreamEndpoint streams,
    IOptions<HttpOptions> options,
    Readiness readiness)
{
    // Bytes that are read in a moment; more are read on another thread.
    private const int MostAtOnce = 16 * 1024;

    private const string Allowed = "GET, HEAD, POST, OPTIONS";

    private readonly int _maxBodyBytes = options.Value.MaxBodyBytes;
    private readonly int _maxBatch = options.Value.MaxBatch;

    public Task AnswerAsync(HttpContext context) => SocketThreads.IsDue() ? AnswerElsewhereAsync(context) : Answer(context);

    private async Task AnswerElsewhereAsync(HttpContext context)
    {
        await Task.Yield();
        await Answer(context);
    }

    private Task Answer(HttpContext context)
    {
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            context.Response.Headers.Allow = Allowed;
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        var media = AcceptHeader.Choose(context.Request.Headers.Accept);
        if (!readiness.HasStarted)
        {
            context.Response.Headers.RetryAfter = "1";
            return reply.RefuseAsync(context, media, new RequestFault(StatusCodes.Status503ServiceUnavailable, "The gateway is starting."));
        }

        if (media == ResponseMedia.None)
        {
            return reply.RefuseAsync(context, media, new RequestFault(
                StatusCodes.Status406NotAcceptable, "Answers are application/json or application/graphql-response+json."));
        }

        var admitting = admissions.AdmitAsync(context);
        return admitting.IsCompletedSuccessfully ? Answer(context, media, admitting.Result) : AwaitAsync(context, media, admitting);
    }

    private async Task AwaitAsync(HttpContext context, ResponseMedia media, ValueTask<Admission> admitting) =>
        await Answer(context, media, await admitting);

    private Task Answer(HttpContext context, ResponseMedia media, Admission admission) =>
        admission.Fault is { } fault ? RefuseCallerAsync(context, media, fault)
        : !scopes.Admits(context) ? RefuseCallerAsync(context, media, RequestFault.Unauthenticated)
        : admission.Caller!.Limits is { } limits && media != ResponseMedia.Events ? AnswerWithinAsync(limits, context, media, admission.Caller)
        : Answer(context, media, admission.Caller);

    private Task Answer(HttpContext context, ResponseMedia media, Caller caller) => context.Request.Method switch
    {
        "POST" => AnswerPost(context, media, caller),
        "GET" or "HEAD" => AnswerGetAsync(context, media, caller),
        _ => RefuseMethodAsync(context, media),
    };

    private async Task AnswerWithinAsync(ClientLimits limits, HttpContext context, ResponseMedia media, Caller caller)
    {
        var (place, refusal) = limits.Enter();
        using (place)
        {
            await (refusal is null ? Answer(context, media, caller) : RefuseCallerAsync(context, media, refusal));
        }
    }

    private Task RefuseCallerAsync(HttpContext context, ResponseMedia media, RequestFault fault)
    {
        metrics.CountRefusal(fault.Reason ?? "no_credential");
        CallerChallenge.Tell(context.Response.Headers, fault);
        return reply.RefuseAsync(context, media, fault);
    }

    private Task AnswerPost(HttpContext context, ResponseMedia media, Caller caller)
    {
        var kind = RequestContent.KindOf(context.Request);
        return (kind == ContentKind.Json && media != ResponseMedia.Events ? recollection.TryAnswerPost(context, media, caller) : null)
            ?? AnswerPostAsync(context, media, caller, kind);
    }

    private async Task AnswerPostAsync(HttpContext context, ResponseMedia media, Caller caller, ContentKind kind)
    {
        if (kind == ContentKind.Unknown)
        {
            context.Response.Headers["Accept-Post"] = "application/json";
            await reply.RefuseAsync(context, media, new RequestFault(
                StatusCodes.Status415UnsupportedMediaType,
                "The body must be sent as Content-Type: application/json, in UTF-8. A form or plain text is taken with the header GraphQL-Preflight only."));
            return;
        }

        var (content, fault) = await RequestContent.ReadAsync(context.Request, _maxBodyBytes, context.RequestAborted);
        using var body = content;
        if (body?.Memory.Length > MostAtOnce)
        {
            await Task.Yield();
        }

        if (body is null)
        {
            await reply.RefuseAsync(context, media, fault!);
        }
        else if (kind == ContentKind.Form)
        {
            await AnswerParametersAsync(context, media, caller, RequestContent.ReadForm(body.Memory), "form", default);
        }
        else if (_maxBatch > 0 && media != ResponseMedia.Events && BodyParser.IsArray(body.Memory.Span))
        {
            // Once for all, so that they set out together.
            await Task.Yield();
            await AnswerBatchAsync(context, media, caller, body.Memory);
        }
        else
        {
            using var request = new GraphQLRequest { MemoText = body.Memory };
            await AnswerAsync(context, media, caller, request, GraphQLRequestReader.ReadBody(body.Memory, request));
        }
    }

    private Task AnswerGetAsync(HttpContext context, ResponseMedia media, Caller caller) => RequestContent.IsBlind(context.Request)
        ? reply.RefuseAsync(context, media, new RequestFault(
            StatusCodes.Status403Forbidden, "A browser may ask by script only, or with the header GraphQL-Preflight."))
        : (media == ResponseMedia.Events ? null : recollection.TryAnswerGet(context, media, caller))
            ?? AnswerParametersAsync(
                context, media, caller, context.Request.Query, "query string", Encoding.UTF8.GetBytes(context.Request.QueryString.Value ?? ""));

    private async Task AnswerParametersAsync(
        HttpContext context,
        ResponseMedia media,
        Caller caller,
        IEnumerable<KeyValuePair<string, StringValues>> parameters,
        string place,
        ReadOnlyMemory<byte> memoText)
    {
        using var request = new GraphQLRequest { MemoText = memoText };
        await AnswerAsync(context, media, caller, request, GraphQLRequestReader.ReadParameters(parameters, request, place));
    }

    private async Task AnswerAsync(HttpContext context, ResponseMedia media, Caller caller, GraphQLRequest request, RequestFault? fault)
    {
        if (fault is not null)
        {
            await reply.RefuseAsync(context, media, fault);
            return;
        }

        if (media == ResponseMedia.Events)
        {
            await streams.AnswerAsync(context, caller, request);
            return;
        }

        var parts = PartsHeader.TakesParts(context.Request.Headers.Accept, out bool namesPending) ? new MultipartReceiver(context, namesPending) : null;
        using var output = new ResponseBuffer();
        var outcome = await executor.ExecuteAsync(context, caller, request, HttpMethods.IsPost(context.Request.Method), output, parts);
        if (outcome.WasSentInParts)
        {
            await parts!.EndAsync();
            return;
        }

        if (outcome.Status == StatusCodes.Status405MethodNotAllowed)
        {
            context.Response.Headers.Allow = "POST";
        }

        reply.TellUse(context, outcome.Use, outcome.OldestAt);
        RateLimitHeaders.Tell(context.Response.Headers, outcome.RateLimit);
        await reply.SendAsync(context, media, GraphQLReply.StatusOf(media, outcome.Status, outcome.IsRefusal), output.Written);
    }

    /// <summary>Answers an array of requests by an array of responses, in the same order.</summary>
    /// <remarks>They run at once, and so what they lack is fetched together. The media type of a single response would not fit.</remarks>
    private async Task AnswerBatchAsync(HttpContext context, ResponseMedia media, Caller caller, ReadOnlyMemory<byte> body)
    {
        var requests = new List<GraphQLRequest>();
        var outputs = new List<ResponseBuffer>();
        try
        {
            if (GraphQLRequestReader.ReadArray(body, _maxBatch, requests) is { } fault)
            {
                await reply.RefuseAsync(context, ResponseMedia.Json, fault);
                return;
            }

            // The body itself was counted as one.
            if (caller.Limits?.Count(requests.Count - 1) is { } refusal)
            {
                await RefuseCallerAsync(context, media, refusal);
                return;
            }

            outputs.AddRange(requests.Select(_ => new ResponseBuffer()));
            var outcomes = await Task.WhenAll(requests.Select((request, i) =>
                executor.ExecuteAsync(context, caller, request, allowsMutations: true, outputs[i], null).AsTask()));

            using var all = new ResponseBuffer(outputs.Sum(output => output.Length + 1) + 2);
            for (int i = 0; i < outputs.Count; i++)
            {
                all.Append((byte)(i == 0 ? '[' : ','));
                all.Append(outputs[i].WrittenSpan);
            }

            all.Append((byte)']');
            long[] made = [.. outcomes.Select(outcome => outcome.OldestAt).Where(at => at > 0)];
            reply.TellUse(context, CacheHeaders.Of(outcomes), made.Length == 0 ? 0 : made.Min());
            RateLimitHeaders.Tell(
                context.Response.Headers, outcomes.Select(outcome => outcome.RateLimit).FirstOrDefault(limit => limit is not null));
            await reply.SendAsync(context, ResponseMedia.Json, StatusCodes.Status200OK, all.Written);
        }
        finally
        {
            requests.ForEach(request => request.Dispose());
            outputs.ForEach(output => output.Dispose());
        }
    }

    private Task RefuseMethodAsync(HttpContext context, ResponseMedia media)
    {
        context.Response.Headers.Allow = Allowed;
        return reply.RefuseAsync(context, media, new RequestFault(
            StatusCodes.Status405MethodNotAllowed, $"This method is not allowed here. Allowed: {Allowed}."));
    }
}
