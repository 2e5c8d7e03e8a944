using Gateway.Http;
using Gateway.Linear.Webhooks;
using Gateway.Stitching.Live;
using Gateway.Telemetry;
using Microsoft.Extensions.Options;

namespace Gateway.Webhooks;

/// <summary>Answers <c>POST /webhooks/linear</c>: when a delivery is answered with 200, no reader is given what it made old.</summary>
internal sealed class WebhookEndpoint
{
    private const string Unread = "unread";

    private static readonly byte[] Done = """{"status":"ok"}"""u8.ToArray();

    private readonly EventIntake _intake;
    private readonly GatewayMetrics _metrics;
    private readonly WebhookFeed _feed;
    private readonly ILogger<WebhookEndpoint> _logger;
    private readonly byte[][] _secrets;
    private readonly int _maxBodyBytes;

    public WebhookEndpoint(
        EventIntake intake,
        IOptions<WebhookOptions> options,
        GatewayMetrics metrics,
        WebhookFeed feed,
        ILogger<WebhookEndpoint> logger)
    {
        (_intake, _metrics, _feed, _logger) = (intake, metrics, feed, logger);
        _secrets = options.Value.Secrets();
        _maxBodyBytes = options.Value.MaxBodyBytes;
        if (_secrets.Length == 0)
        {
            logger.WebhooksClosed();
        }
    }

    public async Task AnswerAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await JsonReply.RefuseMethodAsync(context, "POST");
            return;
        }

        if (_secrets.Length == 0)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "closed", "This endpoint is closed: the gateway has no webhook secret.");
            return;
        }

        if (context.Request.Headers["Linear-Signature"] is not [{ Length: > 0 } signature])
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "unsigned", "The header Linear-Signature is missing.");
            return;
        }

        using var body = await PooledBytes.ReadAsync(context.Request, _maxBodyBytes, context.RequestAborted);
        await Task.Yield();
        if (body is null)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "too_large", $"The body is larger than {_maxBodyBytes} bytes.");
        }
        else if (!Array.Exists(_secrets, secret => WebhookSignature.Verify(body.Memory.Span, signature, secret)))
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "bad_signature", "The signature does not fit the body.");
        }
        else if (!WebhookEvent.TryParse(body.Memory, out var webhook, out string? problem))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "malformed", problem);
        }
        else
        {
            await ApplyAsync(context, webhook);
        }
    }

    private async Task ApplyAsync(HttpContext context, WebhookEvent webhook)
    {
        EventOutcome outcome;
        try
        {
            outcome = await _intake.ApplyAsync(webhook);
        }
        catch (Exception error)
        {
            _logger.WebhookNotApplied(webhook.Type, error);
            await FailAsync(context, webhook);
            return;
        }

        switch (outcome)
        {
            case EventOutcome.Failed:
                // While Redis is away each webhook is refused, which is one thing to tell.
                if (_feed.Refuse())
                {
                    _logger.WebhooksRefused();
                }

                await FailAsync(context, webhook);
                return;
            case EventOutcome.Ignored:
                // Answered with 200 all the same: Linear switches off a webhook that is refused too often.
                _metrics.CountWebhook("other", "ignored");
                break;
            default:
                Count(webhook, outcome);
                break;
        }

        await JsonReply.SendAsync(context, StatusCodes.Status200OK, Done);
    }

    private void Count(WebhookEvent webhook, EventOutcome outcome)
    {
        if (_feed.Apply())
        {
            _logger.WebhooksAppliedAgain();
        }

        if (outcome == EventOutcome.Unmatched)
        {
            // Signed, so the sender's bodies have changed, or the event map is wrong. To refuse it would bring the same again.
            _logger.WebhookUnmatched(webhook.Type);
        }

        _metrics.CountWebhook(webhook.Type, outcome == EventOutcome.Unmatched ? "unmatched" : "applied");
        _metrics.CountInvalidation(webhook);
    }

    private Task FailAsync(HttpContext context, WebhookEvent webhook)
    {
        _metrics.CountWebhook(webhook.Type, "failed");
        return JsonReply.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "The event could not be applied. Send it again.");
    }

    private Task RefuseAsync(HttpContext context, int status, string outcome, string message)
    {
        _metrics.CountWebhook(Unread, outcome);
        return JsonReply.RefuseAsync(context, status, message);
    }
}
