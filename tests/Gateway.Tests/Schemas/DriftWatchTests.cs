using Gateway.Caching.Storing;
using Gateway.GraphQL.Types;
using Gateway.Linear;
using Gateway.Schemas;
using Gateway.Stitching;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Mapping;
using Gateway.Testing;
using Gateway.Testing.Inventing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Tests.Schemas;

public sealed class DriftWatchTests : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private readonly CapturedLog _log = new();
    private readonly LoggerFactory _loggers = new();
    private readonly InventedUpstream _upstream = new(TestSchema.Slice, 1);
    private readonly GatewayModel _model;
    private readonly Serving _serving;
    private DriftWatch? _watch;

    public DriftWatchTests()
    {
        _loggers.AddProvider(_log);
        var schemas = SchemaLoader.Load(new SchemaOptions(), [])!;
        _model = ModelBuilder.Build(schemas.Merged, TimeSpan.FromMinutes(1), out _);
        _serving = new Serving(new ServedEngine());
        _serving.Begin(schemas, EngineOf(_model));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_vanished_is_found_within_the_hour_and_told_once_and_so_is_its_return()
    {
        await StartAsync(TimeSpan.FromHours(1), _upstream);
        Assert.True(_model.Drift.Vanished.IsEmpty);
        Lack("Issue", "priorityLabel");

        await PassAsync(TimeSpan.FromHours(1));
        await PassAsync(TimeSpan.FromHours(1));
        string[] gone = [.. _model.Drift.Vanished.Differences.Select(difference => difference.Coordinate)];
        _upstream.Schema = TestSchema.Slice;
        await PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(["Issue.priorityLabel"], gone);
        Assert.True(_model.Drift.Vanished.IsEmpty);
        Assert.Equal(["Warning 1040", "Information 1041"], Told());
    }

    [Fact]
    public async Task A_document_that_the_upstream_refuses_brings_a_comparison_after_a_minute()
    {
        await StartAsync(TimeSpan.FromHours(1), _upstream);
        Lack("Issue", "priorityLabel");

        _model.Drift.Suspect();
        await PassAsync(TimeSpan.FromMinutes(1));
        for (int i = 0; i < 5_000 && _model.Drift.Vanished.IsEmpty; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancel);
        }

        Assert.Equal("Issue.priorityLabel", Assert.Single(_model.Drift.Vanished.Differences).Coordinate);
    }

    [Fact]
    public async Task An_upstream_that_does_not_tell_is_complained_of_once_and_changes_nothing()
    {
        Lack("Issue", "priorityLabel");
        bool isClosed = false;
        var upstream = new FakeUpstream((request, cancel) => isClosed
            ? Task.FromResult(UpstreamReplyReader.Read("{\"errors\":[{\"message\":\"Introspection is off.\"}]}"u8.ToArray(), default))
            : _upstream.SendAsync(request, cancel));
        await StartAsync(TimeSpan.FromHours(1), upstream);
        isClosed = true;

        await PassAsync(TimeSpan.FromHours(1));
        await PassAsync(TimeSpan.FromHours(1));

        Assert.Single(_model.Drift.Vanished.Differences);
        Assert.Equal(["Warning 1040", "Warning 1042"], Told());
        Assert.Contains("Introspection is off.", _log.Text, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_bug_in_comparing_is_logged_and_it_compares_again_at_its_time()
    {
        bool isBroken = true;
        Lack("Issue", "priorityLabel");
        await StartAsync(TimeSpan.FromHours(1), new FakeUpstream((request, cancel) => isBroken
            ? throw new InvalidOperationException("A bug.")
            : _upstream.SendAsync(request, cancel)));
        isBroken = false;

        await PassAsync(TimeSpan.FromHours(1));

        Assert.Equal("Issue.priorityLabel", Assert.Single(_model.Drift.Vanished.Differences).Coordinate);
        Assert.Equal("Error 1043", Told()[0]);
    }

    [Fact]
    public async Task Nobody_is_asked_where_it_is_switched_off()
    {
        _watch = Watch(TimeSpan.Zero, _upstream);
        await _watch.StartAsync(Cancel);
        await _watch.ExecuteTask!;

        Assert.Equal(0, _upstream.Requests);
    }

    public async ValueTask DisposeAsync()
    {
        await _watch!.StopAsync(CancellationToken.None);
        _watch.Dispose();
        _loggers.Dispose();
    }

    private DriftWatch Watch(TimeSpan interval, IUpstream upstream) => new(
        _serving, upstream, Options.Create(new SchemaOptions { DriftInterval = interval }), _time, _loggers.CreateLogger<DriftWatch>());

    private GatewayEngine EngineOf(GatewayModel model) =>
        new(model, new MemoryRecordStore(1 << 20), _upstream, new FetchOptions(), new LimitsOptions(), _time);

    private async Task StartAsync(TimeSpan interval, IUpstream upstream)
    {
        _watch = Watch(interval, upstream);
        await _watch.StartAsync(Cancel);
        await RestAsync();
    }

    // It compares, waits a minute, and then for the rest of the hour or a suspicion.
    private async Task PassAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromMinutes(1))
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await RestAsync();
        }
    }

    private async Task RestAsync()
    {
        while (_time.ActiveTimers == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancel);
        }
    }

    private string[] Told() => [.. _log.Text.Split('\n').Where(line => line.Length > 0).Select(line => string.Join(' ', line.Split(' ').Take(2)))];

    private void Lack(string type, string field)
    {
        string sdl = SchemaPrinter.Print(TestSchema.Slice);
        var definition = ((ObjectType)TestSchema.Slice.Type(type)!).Field(field)!;
        int from = sdl.IndexOf($"\n  {field}: {definition.Type}", sdl.IndexOf($"\ntype {type} ", StringComparison.Ordinal), StringComparison.Ordinal);
        _upstream.Schema = InventedGateway.BuildSchema(sdl.Remove(from, $"\n  {field}: {definition.Type}".Length).Insert(from, "\n  later: Int"));
    }
}
