using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Sandbox.Webhooks;

/// <summary>Sends webhooks and, where they fail, sends them again after a minute, an hour and six hours. Safe for concurrent use.</summary>
internal sealed class WebhookSender : IAsyncDisposable
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromHours(6)];

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false })
    {
        // Timed by hand, with the clock that was handed in.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly SandboxStatistics _statistics;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, byte> _running = new();
    private volatile WebhookTarget? _target;

    public WebhookSender(SandboxOptions options, SandboxStatistics statistics, TimeProvider time)
    {
        _statistics = statistics;
        _time = time;
        Aim(options.WebhookUrl, options.WebhookSecret);
    }

    /// <summary>Sets where webhooks go from now on; null for nowhere.</summary>
    public void Aim(Uri? url, string? secret) => _target = url is null ? null : new WebhookTarget(url, Encoding.UTF8.GetBytes(secret ?? ""));

    /// <summary>Sends them in order, each once, and leaves those that failed to be sent again later.</summary>
    public Task SendAsync(IReadOnlyList<SandboxWebhook> webhooks) =>
        _target is { } target && !_stop.IsCancellationRequested ? Track(SendAllAsync(webhooks, target)) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Keys);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task SendAllAsync(IReadOnlyList<SandboxWebhook> webhooks, WebhookTarget target)
    {
        foreach (var webhook in webhooks)
        {
            if (!await TrySendAsync(webhook, target))
            {
                _ = Track(RetryAsync(webhook, target));
            }
        }
    }

    /// <summary>Keeps a task in mind until it has ended, so that disposal can wait for it.</summary>
    private Task Track(Task task)
    {
        _running.TryAdd(task, 0);
        _ = task.ContinueWith(done => _running.TryRemove(done, out _), TaskScheduler.Default);
        return task;
    }

    private async Task RetryAsync(SandboxWebhook webhook, WebhookTarget target)
    {
        foreach (var pause in Pauses)
        {
            try
            {
                await Task.Delay(pause, _time, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (await TrySendAsync(webhook, target))
            {
                return;
            }
        }
    }

    private async Task<bool> TrySendAsync(SandboxWebhook webhook, WebhookTarget target)
    {
        bool delivered = false;
        try
        {
            using var timeout = new CancellationTokenSource(AnswerTimeout, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stop.Token);
            using var request = Request(webhook, target);
            using var response = await _http.SendAsync(request, either.Token);
            delivered = response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            // No answer is an answer too.
        }

        _statistics.CountDelivery(delivered);
        return delivered;
    }

    private static HttpRequestMessage Request(SandboxWebhook webhook, WebhookTarget target)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = new ReadOnlyMemoryContent(webhook.Body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        request.Headers.TryAddWithoutValidation("Accept-Charset", "utf-8");
        request.Headers.TryAddWithoutValidation("User-Agent", "Linear-Webhook");
        request.Headers.Add("Linear-Delivery", webhook.Delivery);
        request.Headers.Add("Linear-Event", webhook.Event);
        request.Headers.Add("Linear-Signature", Convert.ToHexStringLower(HMACSHA256.HashData(target.Secret, webhook.Body.Span)));
        request.Headers.Add("Linear-Timestamp", webhook.Timestamp.ToString(CultureInfo.InvariantCulture));
        return request;
    }
}
