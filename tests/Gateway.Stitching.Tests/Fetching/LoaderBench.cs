using System.Text;
using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.Linear;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Normalizing;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Fetching;

/// <summary>A loader in front of an upstream that answers with invented values.</summary>
internal sealed class LoaderBench
{
    public LoaderBench(FetchOptions options, Func<UpstreamRequest, UpstreamReply>? answer = null)
        : this(options, new MemoryRecordStore(16 << 20), answer)
    {
    }

    public LoaderBench(FetchOptions options, IRecordStore store, Func<UpstreamRequest, UpstreamReply>? answer)
    {
        Store = store;
        Upstream = new FakeUpstream((request, _) => Task.FromResult((answer ?? Invent)(request)));
        var packer = new BatchPacker(Model, options, Time);
        var companions = new Companions(Model, Store, packer.Blamed, options, Time);
        var exchange = new UpstreamExchange(Model, Store, Upstream, packer, companions, Time) { Logger = Log };
        Loader = new EntityLoader(CallerScope.Service, Store, packer, exchange, companions, options, Time) { IsThrifty = () => IsThrifty };
    }

    public GatewayModel Model { get; } = TestSchema.Model();

    public InventedWorld World { get; } = new();

    public IRecordStore Store { get; }

    /// <summary>What of it is logged.</summary>
    public LogLines Log { get; } = new();

    /// <summary>Whether the quota is short.</summary>
    public bool IsThrifty { get; set; }

    public ManualTime Time { get; } = new();

    public FakeUpstream Upstream { get; }

    public EntityLoader Loader { get; }

    public static string Id(int number) => $"00000000-0000-4000-8000-{number:D12}";

    public static UpstreamReply Reply(string json) => UpstreamReplyReader.Read(Encoding.UTF8.GetBytes(json), default);

    public UpstreamReply Invent(UpstreamRequest request) => Reply(World.Answer(Encoding.UTF8.GetString(request.Body.Span)));

    /// <summary>Books what a query lacks when nothing is cached; the bookings are made when this returns.</summary>
    public Task<IReadOnlyList<Harvest>> LoadAsync(string document) => LoadUntilAsync(document, TestContext.Current.CancellationToken);

    public async Task<IReadOnlyList<Harvest>> LoadUntilAsync(string document, CancellationToken cancel) =>
        await Loader.LoadAsync(ColdWalk.Of(Model, Store, document, "{}"), UpstreamPriority.Caller, static _ => false, cancel).WaitAsync(TimeSpan.FromSeconds(30), cancel);

    public Task<IReadOnlyList<Harvest>> LoadSessionAsync(int number) => LoadAsync($"{{ agentSession(id: \"{Id(number)}\") {{ summary }} }}");

    public Task<IReadOnlyList<Harvest>> LoadIssueAsync(int number) => LoadAsync($"{{ issue(id: \"{Id(number)}\") {{ title }} }}");

    /// <summary>A value, as JSON; null if no harvest has it.</summary>
    public static string? Value(IReadOnlyList<Harvest> harvests, string type, int id, string field)
    {
        foreach (var harvest in harvests)
        {
            if (harvest.TryGet(new EntityKey(type, Id(id)), new FieldKey(field), out var entry))
            {
                return Encoding.UTF8.GetString(entry.Value.Json.Span);
            }
        }

        return null;
    }

    /// <summary>Why an entity could not be read; null if no harvest says so.</summary>
    public static string? Fault(IReadOnlyList<Harvest> harvests, string type, int id) =>
        harvests.Select(harvest => harvest.Fault(new EntityKey(type, Id(id)))?.Message).FirstOrDefault(message => message is not null);
}
