using Gateway.Health;
using Gateway.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Admin;

/// <summary>Keeps what is for operators apart from what is for callers: by the port that a connection came to, which nobody can forge.</summary>
internal sealed class AdminListener(HealthEndpoint health, MetricsEndpoint metrics, AdminEndpoint admin)
{
    private volatile int _port = -1;

    /// <summary>The port; known when the gateway listens.</summary>
    public int Port
    {
        get => _port;
        set => _port = value;
    }

    /// <summary>Answers what came to the port, and leaves the rest alone.</summary>
    public Task RunAsync(HttpContext context, RequestDelegate next) =>
        context.Features.Get<IHttpConnectionFeature>()?.LocalPort == _port ? AnswerElsewhereAsync(context) : next(context);

    // What operators ask may take its time.
    private async Task AnswerElsewhereAsync(HttpContext context)
    {
        await Task.Yield();
        await Answer(context);
    }

    private Task Answer(HttpContext context)
    {
        string path = context.Request.Path.Value ?? "";
        if (path.StartsWith("/health/", StringComparison.Ordinal))
        {
            return health.AnswerAsync(context, path["/health/".Length..]);
        }

        return path == "/metrics" ? metrics.AnswerAsync(context)
            : path.StartsWith("/admin/", StringComparison.Ordinal) ? admin.AnswerAsync(context)
            : JsonReply.RefuseAsync(context, StatusCodes.Status404NotFound, "Nothing is served at this path. There are: /health/live, /health/ready, /metrics, /admin/.");
    }
}
