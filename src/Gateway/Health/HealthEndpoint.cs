using System.Text;
using Gateway.Auth;
using Gateway.Caching.Storing;
using Gateway.Configuration;
using Gateway.Http;
using Gateway.Linear.Credentials;
using Gateway.Telemetry;
using Microsoft.Extensions.Options;

namespace Gateway.Health;

/// <summary>Answers <c>/health/live</c>, which looks at the process only, and <c>/health/ready</c>.</summary>
/// <remarks>
/// A gateway whose Redis is away stays ready: all pods share it, so that no other would do better, and a lost cache is a miss. One whose
/// credential is refused does not: a roll-out with a wrong secret must stop at its first pod. Where callers bring their own, no answer
/// depends on the gateway's.
/// </remarks>
internal sealed class HealthEndpoint(Readiness readiness, IRecordStore store, UpstreamHealth upstream, IOptions<AuthOptions> auth)
{
    private static readonly byte[] Live = """{"status":"live"}"""u8.ToArray();

    /// <param name="context">The request.</param>
    /// <param name="check">What stands behind <c>/health/</c>.</param>
    public Task AnswerAsync(HttpContext context, string check)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            return JsonReply.RefuseMethodAsync(context, "GET, HEAD");
        }

        return check switch
        {
            "live" => JsonReply.SendAsync(context, StatusCodes.Status200OK, Live),
            "ready" => JsonReply.SendAsync(
                context, IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, Ready()),
            _ => JsonReply.RefuseAsync(context, StatusCodes.Status404NotFound, "Nothing is served at this path."),
        };
    }

    private bool IsReady => readiness.IsReady && !IsUnauthenticated;

    private bool IsUnauthenticated => auth.Value.Upstream == UpstreamIdentity.Service && upstream.IsUnauthenticated;

    private byte[] Ready()
    {
        string status = !readiness.IsReady ? readiness.HasStarted ? "stopping" : "starting"
            : IsUnauthenticated ? "unauthenticated"
            : "ready";
        string behind = readiness.Mode == UpstreamMode.Sandbox ? "sandbox" : "linear";
        var kept = store.Status;
        string degraded = kept.IsDegraded ? "true" : "false";
        string redis = kept.Redis is { } state ? $"\"redis\":\"{state.Word()}\"," : "";
        return Encoding.UTF8.GetBytes(
            $$"""{"status":"{{status}}","degraded":{{degraded}},"store":"{{kept.Mode.Word()}}",{{redis}}"upstream":"{{behind}}"}""");
    }
}
