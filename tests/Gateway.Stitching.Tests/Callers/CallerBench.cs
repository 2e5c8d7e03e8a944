using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;
using Gateway.Caching.Keys;
using Gateway.Caching.Quota;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Execution;
using Gateway.Linear;
using Gateway.Stitching.Budgeting;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Tests.Fetching;
using Gateway.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Stitching.Tests.Callers;

/// <summary>An engine with a budget, before an upstream that shows each credential a world of its own: every leaf ends with the credential.</summary>
internal sealed class CallerBench : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ConcurrentDictionary<string, InventedWorld> _worlds = new();
    private readonly ConcurrentQueue<UpstreamRequest> _asked = new();

    public CallerBench()
    {
        Upstream = new FakeUpstream((request, _) =>
        {
            _asked.Enqueue(request);
            return Task.FromResult(Answer(request));
        });
        Ledger = new MemoryQuotaLedger(Time);
        Gauge = new BudgetGauge(Budget, Time);
        var budgeted = new BudgetedUpstream(Upstream, Ledger, Budget, Gauge, new BudgetMetrics(_services.GetRequiredService<IMeterFactory>(), Gauge), Time);
        Engine = new GatewayEngine(Model, Store, budgeted, new FetchOptions(), new LimitsOptions(), Time) { Budget = Gauge };
    }

    public static GatewayModel Model { get; } = TestSchema.Model();

    public MemoryRecordStore Store { get; } = new(16 << 20);

    public ManualTime Time { get; } = new();

    public FakeUpstream Upstream { get; }

    public BudgetOptions Budget { get; } = new() { Patience = TimeSpan.Zero, FirstInFlight = 100 };

    public MemoryQuotaLedger Ledger { get; }

    public BudgetGauge Gauge { get; }

    public GatewayEngine Engine { get; }

    /// <summary>Credentials that the upstream refuses.</summary>
    public ConcurrentDictionary<string, bool> Refused { get; } = new();

    /// <summary>Requests left of 100, by credential; no numbers are told to others.</summary>
    public ConcurrentDictionary<string, long> Left { get; } = new();

    /// <summary>How the upstream fails everybody; null if it does not.</summary>
    public UpstreamFault? Fault { get; set; }

    /// <summary>All that the upstream was asked.</summary>
    public IReadOnlyList<UpstreamRequest> Asked => [.. _asked];

    /// <summary>How often the upstream was asked with a credential.</summary>
    public int AskedBy(string credential) => _asked.Count(request => request.Authorization == credential);

    /// <summary>What the upstream shows to a credential.</summary>
    public InventedWorld World(string credential) => _worlds.GetOrAdd(credential, NewWorld);

    public static CallerScope ScopeOf(string credential) => new(new CacheScope($"scope-{credential.Length}-{credential[^1]}"), credential);

    public Task<string> AskAsync(string credential, string document) => AskAsync(ScopeOf(credential), document, TestContext.Current.CancellationToken);

    public async Task<string> AskAsync(CallerScope caller, string document, CancellationToken cancel)
    {
        using var variables = JsonDocument.Parse("{}");
        using var output = new ResponseBuffer();
        var request = new GatewayRequest(Encoding.UTF8.GetBytes(document), null, variables.RootElement, true) { Caller = caller };
        await Engine.ExecuteAsync(request, output, cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>Waits until something behind the scenes has happened.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        for (int i = 0; i < 5000 && !isSo(); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.True(isSo());
    }

    public void Dispose() => _services.Dispose();

    private static InventedWorld NewWorld(string credential) => new()
    {
        Version = $"@{credential}",
        Links = { [("root", "viewer")] = $"user-of-{credential}" },
        Aliases = { ["me"] = $"user-of-{credential}" },
    };

    private UpstreamReply Answer(UpstreamRequest request)
    {
        string credential = request.Authorization ?? "nobody";
        if (Refused.ContainsKey(credential))
        {
            return UpstreamReply.Failed(new UpstreamFault(UpstreamFaultKind.Unauthenticated, "Refused."));
        }

        if (Fault is { } fault)
        {
            return UpstreamReply.Failed(fault);
        }

        var invented = LoaderBench.Reply(World(credential).Answer(Encoding.UTF8.GetString(request.Body.Span)));
        return new UpstreamReply
        {
            Data = invented.Data,
            Errors = invented.Errors,
            RateLimit = !Left.TryGetValue(credential, out long left) ? default : new RateLimitReading
            {
                RequestsLimit = 100,
                RequestsRemaining = left,
                RequestsReset = Time.GetUtcNow().AddHours(1),
            },
        };
    }
}
