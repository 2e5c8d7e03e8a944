using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Gateway.Sandbox;
using Gateway.Testing;

namespace Gateway.IntegrationTests.Consistency;

/// <summary>
/// Brings webhooks as badly as a network may: to any pod, at once or late, so that they overtake each other, often twice, and again until they are
/// answered with 200. Safe for concurrent use.
/// </summary>
/// <param name="pods">The addresses of the pods.</param>
/// <param name="secret">What deliveries are signed with.</param>
internal sealed class Postman(IReadOnlyList<Uri> pods, byte[] secret) : IDisposable
{
    private const int MostLateness = 500;

    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(150);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };
    private readonly ConcurrentQueue<Acknowledgement> _acknowledged = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly List<Task> _underWay = [];
    private int _refused;
    private int _lost;

    /// <summary>All answers with 200.</summary>
    public IReadOnlyCollection<Acknowledgement> Acknowledged => _acknowledged;

    /// <summary>How many attempts were answered with 503.</summary>
    public int Refused => _refused;

    /// <summary>How many attempts were not answered in time.</summary>
    public int Lost => _lost;

    /// <summary>Answers that are neither 200 nor 503.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Sends what a change is told by, at times and to pods that the dice choose. By one task at a time.</summary>
    public void Send(VersionedChange change, Random random)
    {
        do
        {
            int lateness = random.Next(5) < 2 ? 0 : random.Next(MostLateness);
            _underWay.Add(DeliverAsync(change, random.Next(pods.Count), TimeSpan.FromMilliseconds(lateness)));
        }
        while (random.Next(10) < 3);
    }

    /// <summary>Ends when all that was sent is answered with 200.</summary>
    /// <returns>False if that takes longer than there is patience for.</returns>
    public async Task<bool> TryFinishAsync(TimeSpan patience)
    {
        var all = Task.WhenAll(_underWay);
        return await Task.WhenAny(all, Task.Delay(patience, TimeProvider.System)) == all;
    }

    public void Dispose() => _http.Dispose();

    private async Task DeliverAsync(VersionedChange change, int pod, TimeSpan lateness)
    {
        await Task.Delay(lateness, TimeProvider.System);
        foreach (var webhook in change.Webhooks)
        {
            while (!await TryAsync(webhook, pod))
            {
                await Task.Delay(RetryPause, TimeProvider.System);
            }
        }

        _acknowledged.Enqueue(new Acknowledgement(pod, change.Entity, change.Version, Stopwatch.GetTimestamp()));
    }

    private async Task<bool> TryAsync(SandboxWebhook webhook, int pod)
    {
        using var request = WebhookRequest.Of(webhook, pods[pod], secret);
        try
        {
            using var response = await _http.SendAsync(request);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                Interlocked.Increment(ref _refused);
            }
            else if (response.StatusCode != HttpStatusCode.OK)
            {
                _failures.Enqueue($"pod {pod}: webhook {webhook.Event}: status {(int)response.StatusCode}");
            }

            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            Interlocked.Increment(ref _lost);
            return false;
        }
    }
}
