using System.Text;
using System.Text.Json;
using Gateway.Sandbox.Subscribing;
using Gateway.Sandbox.Webhooks;
using Microsoft.AspNetCore.Http;

namespace Gateway.Sandbox.Serving;

/// <summary>Answers <c>/sandbox/…</c>: how tests steer the sandbox.</summary>
internal sealed class ControlEndpoint(SandboxWorld world, SandboxStatistics statistics, WebhookSender sender, Latency latency, SandboxFeeds feeds)
{
    public async Task AnswerAsync(HttpContext context)
    {
        var reply = await ReplyAsync(context);
        await ReplyWriter.WriteAsync(context, reply);
    }

    private async Task<Reply> ReplyAsync(HttpContext context)
    {
        string call = $"{context.Request.Method} {context.Request.Path}";
        if (call == "GET /sandbox/statistics")
        {
            return Of(200, new
            {
                requests = statistics.Requests,
                refused = statistics.Refused,
                complexity = statistics.Complexity,
                webhooksDelivered = statistics.WebhooksDelivered,
                webhooksFailed = statistics.WebhooksFailed,
                connections = feeds.Connections,
                subscriptions = feeds.Subscriptions,
            });
        }

        byte[]? body = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        try
        {
            using var json = JsonDocument.Parse(body is { Length: > 0 } ? Encoding.UTF8.GetString(body) : "{}");
            return call switch
            {
                "POST /sandbox/change" => await ChangeAsync(json.RootElement),
                "POST /sandbox/webhooks" => Aim(json.RootElement),
                "POST /sandbox/latency" => Delay(json.RootElement),
                "POST /sandbox/subscriptions" => Disturb(json.RootElement),
                "POST /sandbox/statistics/reset" => Reset(),
                _ => Error(404, $"There is no {call}."),
            };
        }
        catch (JsonException)
        {
            return Error(400, "The body is not valid JSON.");
        }
    }

    private async Task<Reply> ChangeAsync(JsonElement json)
    {
        if (!ControlCommand.TryRead(json, out var command, out bool wait, out string? problem))
        {
            return Error(400, problem);
        }

        var change = world.Apply(command);
        if (!change.Ok)
        {
            return Error(400, change.Error);
        }

        if (wait)
        {
            await change.Delivered;
        }

        return Of(200, new { id = change.Id, webhooks = change.Webhooks.Select(webhook => webhook.Event).ToArray() });
    }

    private Reply Aim(JsonElement json)
    {
        string? url = ControlCommand.Text(json, "url");
        if (url is null || !Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            return Error(400, "\"url\" must be an absolute address.");
        }

        sender.Aim(address, ControlCommand.Text(json, "secret"));
        return Of(200, new { url = address });
    }

    private Reply Delay(JsonElement json)
    {
        double least = Number(json, "latencyMs");
        double most = Number(json, "latencyMaxMs");
        if (double.IsNaN(least + most) || least < 0 || most < 0)
        {
            return Error(400, "\"latencyMs\" and \"latencyMaxMs\" must be numbers of milliseconds.");
        }

        latency.Set(TimeSpan.FromMilliseconds(least), TimeSpan.FromMilliseconds(most));
        return Of(200, new { latencyMs = least, latencyMaxMs = most });
    }

    private Reply Disturb(JsonElement json)
    {
        double drop = Number(json, "drop");
        double duplicate = Number(json, "duplicate");
        double close = Number(json, "close");
        if (!(drop >= 0 && duplicate >= 0 && close is 0 or (>= 1000 and < 5000)))
        {
            return Error(400, "\"drop\" and \"duplicate\" must be numbers of changes, and \"close\" a close code.");
        }

        feeds.Drop((int)drop);
        feeds.Duplicate((int)duplicate);
        feeds.IsOpen = !json.TryGetProperty("open", out var open) || open.ValueKind != JsonValueKind.False;
        feeds.IsSilent = json.TryGetProperty("silent", out var silent) && silent.ValueKind == JsonValueKind.True;
        if (close > 0)
        {
            feeds.Close((int)close, "As asked");
        }

        return Of(200, new { drop, duplicate, close, open = feeds.IsOpen, silent = feeds.IsSilent });
    }

    private Reply Reset()
    {
        statistics.Reset();
        return Of(200, new { });
    }

    private static double Number(JsonElement json, string name) => !json.TryGetProperty(name, out var value) ? 0
        : value.ValueKind == JsonValueKind.Number && value.GetDouble() <= int.MaxValue ? value.GetDouble()
        : double.NaN;

    private static Reply Error(int status, string error) => Of(status, new { error });

    private static Reply Of(int status, object body) => new(status, JsonSerializer.SerializeToUtf8Bytes(body));
}
