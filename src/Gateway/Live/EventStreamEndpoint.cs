using Gateway.Auth;
using Gateway.GraphQL.Execution;
using Gateway.Http;
using Microsoft.Extensions.Options;

namespace Gateway.Live;

/// <summary>Answers one operation as <c>text/event-stream</c>: any number of responses, and then that it is complete.</summary>
/// <remarks>https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverSSE.md#distinct-connections-mode</remarks>
internal sealed class EventStreamEndpoint(
    OperationHost host,
    LiveConnections connections,
    Admissions admissions,
    CallerScopes scopes,
    GraphQLReply reply,
    LiveMetrics metrics,
    IOptions<SubscriptionOptions> options,
    TimeProvider time)
{
    private static readonly byte[] Comment = ":\n\n"u8.ToArray();

    /// <summary>Answers a caller who is admitted. Ends with the operation, or when the client has gone.</summary>
    public async Task AnswerAsync(HttpContext context, Caller caller, GraphQLRequest request)
    {
        var stream = new EventStream(options.Value.MaxQueuedBytes, context.Abort);
        var (place, refusal) = connections.Enter(stream);
        using (place)
        {
            refusal ??= place!.Identify(caller, (await admissions.AdmitAsync(context)).Until);
            if (refusal is not null)
            {
                request.Dispose();
                CallerChallenge.Tell(context.Response.Headers, refusal);
                await reply.RefuseAsync(context, ResponseMedia.Json, refusal);
                return;
            }

            using var gone = context.RequestAborted.UnsafeRegister(static stream => ((EventStream)stream!).Leave(), stream);
            using var operation = host.Begin(
                new LiveRequest(request, caller, scopes.Of(context), HttpMethods.IsPost(context.Request.Method)), stream);
            string reason = "left";
            try
            {
                reason = await SendAsync(context, stream);
            }
            finally
            {
                metrics.CountClosed(stream.IsFull ? "slow" : reason);
            }
        }
    }

    private async Task<string> SendAsync(HttpContext context, EventStream stream)
    {
        var response = context.Response;
        while (true)
        {
            if (!await stream.WaitAsync(options.Value.PingInterval, time))
            {
                // Nothing to tell: then that we are there. Before it began there is no stream to tell it on.
                if (response.HasStarted)
                {
                    await response.Body.WriteAsync(Comment, context.RequestAborted);
                }

                continue;
            }

            if (stream.IsGone)
            {
                return "left";
            }

            foreach (var message in stream.Take())
            {
                if (message.Kind == OutgoingKind.Error && !response.HasStarted)
                {
                    await RefuseAsync(context, message.Body, stream);
                    return "refused";
                }

                await WriteAsync(context, message);
                if (message.Kind is OutgoingKind.Complete or OutgoingKind.Error)
                {
                    return "completed";
                }
            }

            if (stream.IsReleased)
            {
                // Without the event that it is complete a client connects again.
                return "released";
            }
        }
    }

    private async Task WriteAsync(HttpContext context, OutgoingMessage message)
    {
        var response = context.Response;
        if (!response.HasStarted)
        {
            response.ContentType = "text/event-stream; charset=utf-8";
            response.Headers.CacheControl = "no-store";

            // A proxy of that kind would gather events until it has a page of them.
            response.Headers["X-Accel-Buffering"] = "no";
            await response.StartAsync(context.RequestAborted);
        }

        using var output = new ResponseBuffer(message.Body.Length + 64);
        EventStream.Write(message, output);
        await response.Body.WriteAsync(output.Written, context.RequestAborted);
        await response.Body.FlushAsync(context.RequestAborted);
        if (message.Kind == OutgoingKind.Next)
        {
            metrics.CountMessage();
        }
    }

    private async Task RefuseAsync(HttpContext context, ReadOnlyMemory<byte> errors, EventStream stream)
    {
        using var output = new ResponseBuffer();
        output.Append("{\"errors\":"u8);
        output.Append(errors.Span);
        output.Append((byte)'}');
        if (stream.RetryAfter is { } wait)
        {
            CallerChallenge.TellWait(context.Response.Headers, wait);
        }

        if (stream.Status == StatusCodes.Status405MethodNotAllowed)
        {
            context.Response.Headers.Allow = "POST";
        }

        await reply.SendAsync(context, ResponseMedia.GraphQL, stream.Status, output.Written);
    }
}
