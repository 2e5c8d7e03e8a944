using System.Globalization;
using Gateway.GraphQL.Execution;
using Gateway.Http;

namespace Gateway.Auth;

/// <summary>Tells callers who are not taken how they would be.</summary>
internal static class CallerChallenge
{
    /// <summary>Sets the headers that belong to a refusal.</summary>
    /// <remarks>https://www.rfc-editor.org/rfc/rfc9110#name-www-authenticate and https://www.rfc-editor.org/rfc/rfc6750#section-3</remarks>
    public static void Tell(IHeaderDictionary headers, RequestFault fault)
    {
        if (fault.Status == StatusCodes.Status401Unauthorized)
        {
            headers.WWWAuthenticate = fault.Reason is null ? "Bearer realm=\"Linear\""
                : fault.Reason == "no_key" ? "Bearer realm=\"gateway\""
                : "Bearer realm=\"gateway\", error=\"invalid_token\"";
        }

        if (fault.RetryAfter is { } wait)
        {
            TellWait(headers, wait);
        }
    }

    /// <summary>Refuses a request to anything but the GraphQL endpoint, such as those of operators.</summary>
    public static async Task RefuseAsync(HttpContext context, RequestFault fault)
    {
        Tell(context.Response.Headers, fault);
        using var output = new ResponseBuffer(1024);
        ResponseWriter.WriteRefusal(output, fault.ToError());
        await JsonReply.SendAsync(context, fault.Status, output.Written);
    }

    /// <summary>Says when it is worth to try again: at least a second. https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3</summary>
    public static void TellWait(IHeaderDictionary headers, TimeSpan wait) =>
        headers.RetryAfter = ((long)Math.Ceiling(Math.Max(1, wait.TotalSeconds))).ToString(CultureInfo.InvariantCulture);
}
