using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Execution;

namespace Gateway.Http;

/// <summary>Sends answers in JSON.</summary>
internal static class JsonReply
{
    /// <summary>Sends a finished answer in one write.</summary>
    public static async Task SendAsync(HttpContext context, int status, ReadOnlyMemory<byte> json)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = json.Length;
        await response.BodyWriter.WriteAsync(json, context.RequestAborted);
    }

    /// <summary>Sends <c>{"errors":[{"message":…}]}</c>.</summary>
    public static async Task RefuseAsync(HttpContext context, int status, string message)
    {
        using var output = new ResponseBuffer(1024);
        ResponseWriter.WriteRefusal(output, new GraphQLError(message));
        await SendAsync(context, status, output.Written);
    }

    /// <summary>Sends 405 with what is allowed.</summary>
    public static Task RefuseMethodAsync(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        return RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, $"This method is not allowed here. Allowed: {allowed}.");
    }
}
