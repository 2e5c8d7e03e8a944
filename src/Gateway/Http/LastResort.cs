using Gateway.Telemetry;

namespace Gateway.Http;

/// <summary>Answers where everything else has failed, without telling why.</summary>
internal sealed class LastResort(ILogger<LastResort> logger)
{
    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
        }
        catch (BadHttpRequestException error)
        {
            await AnswerAsync(context, error.StatusCode, "The request is not valid HTTP, or came too slowly.");
        }
        catch (Exception error)
        {
            logger.RequestFailed(PathOf(context), error);
            await AnswerAsync(context, StatusCodes.Status500InternalServerError, "Internal server error.");
        }
    }

    // The route, not the path: a path may hold anything, over several lines.
    private static string PathOf(HttpContext context) => GatewayRoute.Find(context.Request.Path.Value)?.Template ?? "an unknown path";

    private static async Task AnswerAsync(HttpContext context, int status, string message)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        await JsonReply.RefuseAsync(context, status, message);
    }
}
