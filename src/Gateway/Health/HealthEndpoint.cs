using System.Text;
using Gateway.Configuration;
using Gateway.Http;

namespace Gateway.Health;

/// <summary>Answers <c>/health/live</c>, which looks at the process only, and <c>/health/ready</c>.</summary>
internal sealed class HealthEndpoint(Readiness readiness)
{
    private static readonly byte[] Live = """{"status":"live"}"""u8.ToArray();

    public Task AnswerAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            return JsonReply.RefuseMethodAsync(context, "GET, HEAD");
        }

        return (string?)context.Request.RouteValues["check"] switch
        {
            "live" => JsonReply.SendAsync(context, StatusCodes.Status200OK, Live),
            "ready" => JsonReply.SendAsync(
                context, readiness.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, Ready()),
            _ => JsonReply.RefuseAsync(context, StatusCodes.Status404NotFound, "Nothing is served at this path."),
        };
    }

    private byte[] Ready()
    {
        string status = readiness.IsReady ? "ready" : readiness.HasStarted ? "stopping" : "starting";
        string upstream = readiness.Mode == UpstreamMode.Sandbox ? "sandbox" : "linear";
        return Encoding.UTF8.GetBytes($$"""{"status":"{{status}}","store":"memory","upstream":"{{upstream}}"}""");
    }
}
