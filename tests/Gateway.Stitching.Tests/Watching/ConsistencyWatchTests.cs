using System.Diagnostics.Metrics;
using System.Text;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Quota;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Execution;
using Gateway.Linear;
using Gateway.Stitching.Budgeting;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Telemetry;
using Gateway.Stitching.Tests.Fetching;
using Gateway.Stitching.Watching;
using Gateway.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gateway.Stitching.Tests.Watching;

public sealed class ConsistencyWatchTests : IDisposable
{
    private static readonly string Uuid = LoaderBench.Id(1);
    private static readonly EntityKey Issue = new("Issue", Uuid);
    private static readonly string Query = $"{{ issue(id: \"{Uuid}\") {{ title }} }}";

    private readonly InventedWorld _world = new();
    private readonly ManualTime _time = new();
    private readonly MemoryRecordStore _store = new(16 << 20);
    private readonly List<UpstreamRequest> _requests = [];
    private readonly Dictionary<string, double> _measured = [];
    private readonly MeterListener _listener = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly BudgetGauge _gauge;
    private readonly GatewayEngine _engine;
    private readonly ConsistencyWatch _watch;

    public ConsistencyWatchTests()
    {
        var upstream = new FakeUpstream((request, _) =>
        {
            _requests.Add(request);
            return Task.FromResult(LoaderBench.Reply(_world.Answer(Encoding.UTF8.GetString(request.Body.Span))));
        });
        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name.StartsWith("gateway.cache.consistency", StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
        _listener.Start();
        _gauge = new BudgetGauge(new BudgetOptions(), _time);
        _engine = new GatewayEngine(TestSchema.Model(), _store, upstream, new FetchOptions(), new LimitsOptions(), _time);
        var served = new ServedEngine();
        served.Replace(_engine);
        _watch = new ConsistencyWatch(
            served, _store, upstream, _gauge, new EngineMetrics(meters), new ConsistencyMetrics(meters),
            Options.Create(new ConsistencyOptions { Sample = 50 }), Options.Create(new FetchOptions()), _time);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private double Checked => _measured.GetValueOrDefault("gateway.cache.consistency.checked");

    private double Stale => _measured.GetValueOrDefault("gateway.cache.consistency.stale");

    [Fact]
    public async Task What_is_as_the_upstream_has_it_is_counted_as_checked_and_asked_for_with_the_least_right()
    {
        await AskAsync();

        int wrong = await _watch.CheckAsync(Cancel);

        Assert.Equal(0, wrong);
        Assert.Equal(1, Checked);
        Assert.Equal(0, Stale);
        Assert.Equal((UpstreamPriority.Repair, null), (_requests[^1].Priority, _requests[^1].Authorization));
    }

    [Fact]
    public async Task What_differs_for_longer_than_is_tolerated_is_counted_and_forgotten_by_all()
    {
        await AskAsync();
        _world.Version = "-new";
        _time.Advance(TimeSpan.FromSeconds(20));

        int wrong = await CheckAsync(() => Task.CompletedTask);

        Assert.Equal(1, wrong);
        Assert.Equal(1, Stale);
        Assert.Equal(30, _measured["gateway.cache.consistency.staleness"]);
        Assert.Contains("-new", await AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_event_tells_of_meanwhile_is_not_counted()
    {
        await AskAsync();
        _world.Version = "-new";

        int wrong = await CheckAsync(async () => await _store.InvalidateAsync(Invalidation.Of(Issue), Cancel));

        Assert.Equal(0, wrong);
        Assert.Equal(0, Stale);
    }

    [Fact]
    public async Task What_is_fetched_anew_meanwhile_is_neither_counted_nor_forgotten()
    {
        await AskAsync();
        _world.Version = "-new";

        int wrong = await CheckAsync(async () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Contains("-new", await AskAsync(new CacheDemand { MaxAge = 0 }), StringComparison.Ordinal);
        });

        Assert.Equal(0, wrong);
        Assert.Equal(0, _store.InvalidatedAt(Issue));
    }

    [Fact]
    public async Task What_the_upstream_does_not_know_any_more_is_counted_and_its_neighbours_are_compared()
    {
        await AskAsync();
        await AskAsync(default, $"{{ issue(id: \"{LoaderBench.Id(2)}\") {{ title }} }}");
        _world.Gone.Add(Uuid);

        int wrong = await CheckAsync(() => Task.CompletedTask);

        Assert.Equal(1, wrong);
        Assert.Equal(2, Checked);
        Assert.True(_store.RemovedAt(Issue) > 0);
        Assert.Equal(0, _store.InvalidatedAt(new EntityKey("Issue", LoaderBench.Id(2))));
    }

    [Theory]
    [InlineData(60, 1)]
    [InlineData(40, 0)]
    public async Task Nothing_is_asked_while_the_budget_is_short(long left, int requests)
    {
        await AskAsync();
        int before = _requests.Count;
        var measure = new QuotaMeasure(100, left, 0, 3_600_000);
        _gauge.Note(new QuotaLevel(measure, measure, 0, 1));

        await _watch.CheckAsync(Cancel);

        Assert.Equal(before + requests, _requests.Count);
    }

    [Fact]
    public async Task Nothing_is_asked_of_what_is_not_fresh_any_more()
    {
        await AskAsync();
        int before = _requests.Count;
        _time.Advance(TimeSpan.FromSeconds(301));

        await _watch.CheckAsync(Cancel);

        Assert.Equal(before, _requests.Count);
    }

    [Fact]
    public async Task Nothing_is_asked_of_what_callers_read_with_credentials_of_their_own()
    {
        await AskAsync(default, Query, new CallerScope(new CacheScope("somebody"), "Bearer secret"));
        int before = _requests.Count;

        await _watch.CheckAsync(Cancel);

        Assert.Equal(before, _requests.Count);
    }

    [Fact]
    public async Task An_upstream_that_fails_proves_nothing()
    {
        await AskAsync();
        _world.ErrorsHavePath = false;
        _world.Gone.Add(Uuid);

        Assert.Equal(0, await _watch.CheckAsync(Cancel));
        Assert.Equal(0, Checked);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    private void Add(Instrument instrument, double value) => _measured[instrument.Name] = _measured.GetValueOrDefault(instrument.Name) + value;

    /// <summary>A round in which something happens while a difference is tolerated.</summary>
    private async Task<int> CheckAsync(Func<Task> meanwhile)
    {
        var checking = _watch.CheckAsync(Cancel);
        Assert.False(checking.IsCompleted);
        await meanwhile();
        _time.Advance(TimeSpan.FromSeconds(10));
        return await checking.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }

    private Task<string> AskAsync(CacheDemand demand = default) => AskAsync(demand, Query);

    private async Task<string> AskAsync(CacheDemand demand, string query, CallerScope? caller = null)
    {
        using var output = new ResponseBuffer();
        var request = new GatewayRequest(Encoding.UTF8.GetBytes(query), null, default, true) { Demand = demand, Caller = caller ?? CallerScope.Service };
        await _engine.ExecuteAsync(request, output, Cancel);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
