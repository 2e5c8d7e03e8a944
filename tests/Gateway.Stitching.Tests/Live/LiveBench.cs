using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Gateway.Caching.Memo;
using Gateway.Caching.Telling;
using Gateway.GraphQL.Errors;
using Gateway.Linear.Webhooks;
using Gateway.Stitching.Access;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Live;
using Gateway.Stitching.Tests.Fetching;
using Gateway.Stitching.Tests.Sources;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Stitching.Tests.Live;

/// <summary>Subscribers of one process, and the events that it takes.</summary>
internal sealed class LiveBench
{
    private readonly EventIntake _intake;

    public LiveBench()
    {
        Served.Replace(Engine());
        Hub = new SubscriptionHub(Served, Bus, NullLogger<SubscriptionHub>.Instance);
        _intake = new EventIntake(Served, Bench.Store, Bus);
    }

    public EngineBench Bench { get; } = new();

    public MemoryEventBus Bus { get; } = new();

    public ServedEngine Served { get; } = new();

    public SubscriptionHub Hub { get; }

    public int Requests => Bench.Requests;

    public static string Session(int number) => LoaderBench.Id(number);

    public GatewayEngine Engine() => new(Bench.Model, Bench.Store, Bench.Upstream, new FetchOptions(), new LimitsOptions(), Bench.Time)
    {
        Memo = new ResponseMemo(Bench.Store, 16 << 20, Bench.Time),
    };

    public static GatewayRequest Request(string document, string variables = "{}") =>
        new(Encoding.UTF8.GetBytes(document), null, System.Text.Json.JsonElement.Parse(variables), true);

    /// <summary>Subscribes somebody, who must be admitted.</summary>
    public async Task<Listener> JoinAsync(string document, string variables = "{}", CallerAccess? access = null)
    {
        var admission = await Hub.AdmitAsync(Request(document, variables) with { Access = access ?? CallerAccess.Unrestricted });
        Assert.Empty(admission.Errors);
        var listener = new Listener();
        listener.Place = Hub.Join(admission.Operation!, listener);
        return listener;
    }

    /// <summary>Why somebody is not admitted.</summary>
    public async Task<GraphQLError> RefuseAsync(string document, CallerAccess? access = null)
    {
        var admission = await Hub.AdmitAsync(Request(document) with { Access = access ?? CallerAccess.Unrestricted });
        Assert.Null(admission.Operation);
        return Assert.Single(admission.Errors);
    }

    public Task<EventOutcome> ChangeSessionAsync(int number) =>
        ApplyAsync($$$"""{"type":"AgentSession","action":"update","data":{"id":"{{{Session(number)}}}"}}""");

    public async Task<EventOutcome> ApplyAsync(string body)
    {
        Assert.True(WebhookEvent.TryParse(Encoding.UTF8.GetBytes(body), out var told, out _));
        return await _intake.ApplyAsync(told);
    }

    /// <summary>Somebody who is told.</summary>
    internal sealed class Listener : ILiveSubscriber
    {
        private readonly ConcurrentQueue<ReadOnlyMemory<byte>> _told = [];

        public IDisposable Place { get; set; } = null!;

        public ImmutableArray<GraphQLError> End { get; private set; } = [];

        public Action? OnNext { get; set; }

        public IReadOnlyList<ReadOnlyMemory<byte>> Bytes => [.. _told];

        public IReadOnlyList<string> Told => [.. _told.Select(response => Encoding.UTF8.GetString(response.Span))];

        public void Next(ReadOnlyMemory<byte> response)
        {
            _told.Enqueue(response);
            OnNext?.Invoke();
        }

        public void Fail(ImmutableArray<GraphQLError> errors) => End = errors;

        public Task HearAsync(int count) => PodBench.UntilAsync(() => _told.Count >= count);
    }
}
