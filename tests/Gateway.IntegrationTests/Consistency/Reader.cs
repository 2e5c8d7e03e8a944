using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Gateway.IntegrationTests.Consistency;

/// <summary>One caller: asks a random pod for something random, again and again, and notes what it is shown.</summary>
/// <param name="pods">The addresses of the pods.</param>
/// <param name="failures">Where it tells of requests that were not answered as they should have been.</param>
internal sealed class Reader(IReadOnlyList<Uri> pods, ConcurrentQueue<string> failures) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };

    private readonly Uri[] _endpoints = [.. pods.Select(pod => new Uri(pod, "/graphql"))];
    private readonly MemoryStream _answer = new();

    public ReadHistory History { get; } = new();

    /// <summary>The longest that an answer took.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>Reads until it is stopped.</summary>
    public async Task RunAsync(IReadOnlyList<ReadRequest> requests, int seed, CancellationToken stop)
    {
        var random = new Random(seed);
        while (!stop.IsCancellationRequested)
        {
            await ReadAsync(random.Next(_endpoints.Length), requests[random.Next(requests.Count)]);
        }
    }

    /// <summary>Reads once.</summary>
    public async Task ReadAsync(int pod, ReadRequest request)
    {
        long begin = Stopwatch.GetTimestamp();
        string? failure = await AskAsync(_endpoints[pod], request.Body);
        long end = Stopwatch.GetTimestamp();
        var took = Stopwatch.GetElapsedTime(begin, end);
        Slowest = took > Slowest ? took : Slowest;
        var answer = _answer.GetBuffer().AsSpan(0, (int)_answer.Length);
        if (failure is null && answer.IndexOf("\"errors\":"u8) < 0 && History.Add(pod, answer, begin, end) >= request.Least)
        {
            return;
        }

        string text = Encoding.UTF8.GetString(answer[..Math.Min(answer.Length, 600)]);
        failures.Enqueue($"pod {pod}: {failure ?? "the answer lacks what was asked for"}\n  {Encoding.UTF8.GetString(request.Body)}\n  {text}");
    }

    public void Dispose() => _http.Dispose();

    private async Task<string?> AskAsync(Uri endpoint, byte[] body)
    {
        _answer.SetLength(0);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = Json;
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            await response.Content.CopyToAsync(_answer);
            return response.StatusCode == HttpStatusCode.OK ? null : $"status {(int)response.StatusCode}";
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException or IOException)
        {
            return error.Message;
        }
    }
}
