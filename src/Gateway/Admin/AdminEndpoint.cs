using System.Buffers;
using System.Text.Json;
using Gateway.Auth;
using Gateway.Http;

namespace Gateway.Admin;

/// <summary>Answers <c>/admin/…</c> to whoever may: what is known of an entity, how things stand, which operations cost most; and purges.</summary>
internal sealed class AdminEndpoint(Admissions admissions, AdminPurge purge, EntityPage entities, StatePage state, PlanPage plans)
{
    private static readonly JsonWriterOptions Options = new() { Indented = true };

    public async Task AnswerAsync(HttpContext context)
    {
        if (await admissions.RequireAdminAsync(context) is { } fault)
        {
            await CallerChallenge.RefuseAsync(context, fault);
        }
        else
        {
            await Answer(context);
        }
    }

    private Task Answer(HttpContext context)
    {
        string[] path = (context.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        bool isGet = HttpMethods.IsGet(context.Request.Method);
        return path switch
        {
            ["admin", "purge"] when HttpMethods.IsPost(context.Request.Method) => purge.AnswerAsync(context),
            ["admin", "purge"] => JsonReply.RefuseMethodAsync(context, "POST"),
            ["admin", "entities", var type, var id] when isGet => entities.AnswerAsync(context, type, id),
            ["admin", "state"] when isGet => SendAsync(context, state.Write),
            ["admin", "plans"] when isGet => plans.AnswerAsync(context),
            ["admin", "entities", _, _] or ["admin", "state"] or ["admin", "plans"] => JsonReply.RefuseMethodAsync(context, "GET"),
            _ => JsonReply.RefuseAsync(context, StatusCodes.Status404NotFound, "There are: state, plans, entities/TYPE/ID, purge."),
        };
    }

    /// <summary>Sends what is written, which is never to be kept by anybody.</summary>
    public static Task SendAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        context.Response.Headers.CacheControl = "no-store";
        return JsonReply.SendAsync(context, StatusCodes.Status200OK, output.WrittenMemory);
    }
}
