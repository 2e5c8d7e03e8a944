using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;
using Gateway.Caching.Quota;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Execution;
using Gateway.Linear;
using Gateway.Stitching.Budgeting;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Tests.Fetching;
using Gateway.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Stitching.Tests.Budgeting;

/// <summary>An engine with a budget, before an upstream that says how much of 100 requests an hour is left.</summary>
internal sealed class BudgetBench : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly InventedWorld _world = new();

    public BudgetBench()
    {
        Upstream = new FakeUpstream((request, _) =>
        {
            LastPoints = request.Points;
            return Task.FromResult(Reply ?? (Fault is { } fault ? UpstreamReply.Failed(fault) : Told(request)));
        });
        Gauge = new BudgetGauge(Options, Time);
        var metrics = new BudgetMetrics(_services.GetRequiredService<IMeterFactory>(), Gauge);
        Budgeted = new BudgetedUpstream(Upstream, new MemoryQuotaLedger(Time), Options, Gauge, metrics, Time);
        Engine = new GatewayEngine(TestSchema.Model(), new MemoryRecordStore(16 << 20), Budgeted, new FetchOptions(), new LimitsOptions(), Time)
        {
            Budget = Gauge,
        };
    }

    public BudgetOptions Options { get; } = new() { Patience = TimeSpan.Zero };

    public ManualTime Time { get; } = new();

    public FakeUpstream Upstream { get; }

    public BudgetGauge Gauge { get; }

    public BudgetedUpstream Budgeted { get; }

    public GatewayEngine Engine { get; }

    /// <summary>What the next answers say is left; null for no numbers.</summary>
    public long? Left { get; set; }

    public UpstreamFault? Fault { get; set; }

    /// <summary>What the last request was predicted to cost.</summary>
    public double LastPoints { get; private set; }

    /// <summary>What the upstream answers whatever it is asked; null for what fits.</summary>
    public UpstreamReply? Reply { get; set; }

    public static UpstreamRequest Request { get; } = new("""{"query":"{ viewer { id } }","variables":{}}"""u8.ToArray());

    public Task<UpstreamReply> SendAsync(UpstreamRequest request) => Budgeted.SendAsync(request, TestContext.Current.CancellationToken);

    /// <summary>Lets the upstream say what is left.</summary>
    public async Task LeaveAsync(long left)
    {
        Left = left;
        await SendAsync(Request with { IsMutation = true });
    }

    public async Task<(string Text, GatewayResult Result)> AskAsync(string document)
    {
        using var variables = JsonDocument.Parse("{}");
        using var output = new ResponseBuffer();
        var request = new GatewayRequest(Encoding.UTF8.GetBytes(document), null, variables.RootElement, true);
        var result = await Engine.ExecuteAsync(request, output, TestContext.Current.CancellationToken);
        return (Encoding.UTF8.GetString(output.WrittenSpan), result);
    }

    public void Dispose() => _services.Dispose();

    private UpstreamReply Told(UpstreamRequest request)
    {
        string body = Encoding.UTF8.GetString(request.Body.Span);
        var invented = request == Request || request.IsMutation ? LoaderBench.Reply("""{"data":{}}""") : LoaderBench.Reply(_world.Answer(body));
        return new UpstreamReply
        {
            Data = invented.Data,
            Errors = invented.Errors,
            RateLimit = Left is null ? default : new RateLimitReading
            {
                RequestsLimit = 100,
                RequestsRemaining = Left,
                RequestsReset = Time.GetUtcNow().AddHours(1),
            },
        };
    }
}
