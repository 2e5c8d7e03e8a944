using System.Diagnostics.Metrics;
using Gateway.Linear.Resilience;
using Gateway.Linear.Telemetry;
using Gateway.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;

namespace Gateway.Linear.Tests.Resilience;

/// <summary>Repeating and breaking alone, in virtual time, in front of an upstream that answers as the test says.</summary>
internal sealed class ResilienceBench : IDisposable
{
    private readonly Meter _meter = new(LinearMetrics.MeterName);

    public ResilienceBench(LinearOptions options, Func<int, UpstreamReply> answer)
        : this(options, (number, _) => Task.FromResult(answer(number)))
    {
    }

    /// <param name="options">How to repeat and break.</param>
    /// <param name="answer">By the number of the attempt, from 0.</param>
    public ResilienceBench(LinearOptions options, Func<int, CancellationToken, Task<UpstreamReply>> answer)
    {
        var circuit = new CircuitBreakerStateProvider();
        Counted = new Counted(meter => meter == _meter);
        Inner = new FakeUpstream((_, cancel) =>
        {
            Times.Add(Time.GetUtcNow());
            return answer(Times.Count - 1, cancel);
        });
        Upstream = new ResilientUpstream(
            Inner, Options.Create(options), circuit, new LinearMetrics(_meter, circuit), Time, new Logger<ResilientUpstream>(Log));
    }

    public static UpstreamReply Answer { get; } = new() { Data = Bytes.Of("{}") };

    public ManualTime Time { get; } = new();

    public FakeUpstream Inner { get; }

    public ResilientUpstream Upstream { get; }

    public RecordingLogger Log { get; } = new();

    public Counted Counted { get; }

    /// <summary>When each attempt began.</summary>
    public List<DateTimeOffset> Times { get; } = [];

    public static UpstreamReply Failed(UpstreamFaultKind kind, bool isFleeting = true, TimeSpan? retryAfter = null) =>
        UpstreamReply.Failed(new UpstreamFault(kind, $"{kind}") { IsFleeting = isFleeting, RetryAfter = retryAfter });

    public Task<UpstreamReply> AskAsync() => DriveAsync(StartAsync(isMutation: false));

    public Task<UpstreamReply> MutateAsync() => DriveAsync(StartAsync(isMutation: true));

    public Task<UpstreamReply> StartAsync(bool isMutation) =>
        Upstream.SendAsync(new UpstreamRequest(Bytes.Of("{}")) { IsMutation = isMutation }, TestContext.Current.CancellationToken);

    /// <summary>Lets time pass until it is done.</summary>
    public async Task<UpstreamReply> DriveAsync(Task<UpstreamReply> sending)
    {
        while (!sending.IsCompleted)
        {
            Time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        return await sending;
    }

    public void Dispose()
    {
        Counted.Dispose();
        _meter.Dispose();
    }
}
