using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Caching.Keys;
using Gateway.Caching.Memo;
using Gateway.Caching.Records;
using Gateway.GraphQL.Execution;
using Gateway.Linear;
using Gateway.Sandbox;
using Gateway.Stitching;
using Gateway.Stitching.Access;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Testing;

namespace Gateway.Benchmarks;

/// <summary>What a request costs behind HTTP: a session with its issue, its people and up to 20 activities, out of a sandbox.</summary>
internal sealed class CacheStages : IAsyncDisposable
{
    private const string Query =
        """
        query Session($id: String!) {
          agentSession(id: $id) {
            id createdAt updatedAt archivedAt startedAt endedAt dismissedAt status type summary plan slugId url externalLink sourceMetadata context
            appUser { id name } dismissedBy { id } comment { id } sourceComment { id }
            issue { id identifier title url priority state { id name type } team { id key } }
            creator { id name displayName avatarUrl }
            activities(last: 20) {
              nodes {
                id createdAt sourceMetadata
                content { __typename ... on AgentActivityThoughtContent { body } ... on AgentActivityActionContent { action parameter result } }
              }
            }
          }
        }
        """;

    private static readonly byte[] Document = Encoding.UTF8.GetBytes(Query);

    private readonly ResponseBuffer _output = new();
    private readonly SandboxGateway _sandbox;
    private readonly JsonElement _variables;
    private readonly GatewayEngine _plain;
    private readonly GatewayEngine _remembering;
    private readonly byte[] _text;
    private readonly byte[][] _coded;
    private UpstreamReply? _reply;
    private NormaliseStage? _normalise;

    private CacheStages(SandboxGateway sandbox, string session)
    {
        _sandbox = sandbox;
        _variables = JsonSerializer.SerializeToElement(new { id = session });
        _text = JsonSerializer.SerializeToUtf8Bytes(new { query = Query, variables = _variables });
        var upstream = new FakeUpstream(AnswerAsync);
        _plain = new GatewayEngine(sandbox.Model, sandbox.Store, upstream, new FetchOptions(), new LimitsOptions(), TimeProvider.System);
        _remembering = new GatewayEngine(sandbox.Model, sandbox.Store, upstream, new FetchOptions(), new LimitsOptions(), TimeProvider.System)
        {
            Memo = new ResponseMemo(sandbox.Store, 1 << 20, TimeProvider.System),
        };
        _coded = Array.ConvertAll(Values, Write);
    }

    /// <summary>A leaf, a page of 50 links, and a text of 8 KB.</summary>
    public static FieldValue[] Values { get; } =
    [
        Leaf("\"2026-05-31T23:49:06.051Z\""),
        FieldValue.OfList([.. Enumerable.Range(0, 50).Select(i => FieldValue.OfLink(new EntityLink(new EntityKey("AgentActivity", new Guid(i, 1, 2, [3, 4, 5, 6, 7, 8, 9, 10]).ToString()))))]),
        Leaf($"\"{string.Join(' ', Enumerable.Range(0, 1000).Select(i => string.Create(CultureInfo.InvariantCulture, $"word{i * 7919 % 311}")))}\""),
    ];

    public static async Task<CacheStages> StartAsync()
    {
        var sandbox = await SandboxGateway.StartAsync(new SandboxOptions { Sessions = 100, RequestLimit = 1_000_000, ComplexityLimit = int.MaxValue }, new FetchOptions());
        string[] ids = [.. sandbox.Sandbox.World.Ids("AgentSession")];
        CacheStages? largest = null;
        int most = -1;
        foreach (string id in ids.Take(20))
        {
            var stages = new CacheStages(sandbox, id);
            await stages.RunAsync(stages._plain);
            if (stages._output.Length > most)
            {
                (largest, most) = (stages, stages._output.Length);
            }
        }

        await largest!.RunAsync(largest._remembering);
        largest._normalise = await NormaliseStage.StartAsync(sandbox, Document, largest._variables);
        return largest;
    }

    /// <summary>The length of the answer that <see cref="Normalise"/> reads.</summary>
    public int NormalisedBytes => _normalise!.Bytes;

    /// <summary>Walks over warm records.</summary>
    public int Walk() => Run(_plain);

    /// <summary>Finds the finished answer.</summary>
    public int Recall() => _remembering.Recall(_text, CallerScope.Service, CallerAccess.Unrestricted)!.Body.Length;

    /// <summary>Reads the upstream's answer to the query into values by entity.</summary>
    public int Normalise() => _normalise!.Run();

    /// <summary>All that a miss costs here but the way to the upstream: bookings, the document, reading the answer into records, the walk.</summary>
    public async Task<int> FetchAsync()
    {
        await _sandbox.Store.InvalidateAsync(Caching.Invalidation.Invalidation.All, CancellationToken.None);
        return await RunAsync(_plain);
    }

    /// <summary>Writes a value for Redis.</summary>
    public static byte[] Write(FieldValue value) =>
        RecordCodec.TryWrite(new StoredValue(value, 1, 1), out byte[]? bytes) ? bytes : throw new InvalidOperationException("It cannot be stored.");

    /// <summary>Reads one of <see cref="Values"/> back.</summary>
    public FieldValueKind Read(int index) =>
        RecordCodec.TryRead(_coded[index], out var stored) ? stored.Value.Kind : throw new InvalidOperationException("It cannot be read.");

    public async ValueTask DisposeAsync()
    {
        _output.Dispose();
        await _sandbox.DisposeAsync();
    }

    private int Run(GatewayEngine engine)
    {
        var running = RunAsync(engine);
        return running.IsCompletedSuccessfully ? running.Result : throw new InvalidOperationException("Something is lacking.");
    }

    private async ValueTask<int> RunAsync(GatewayEngine engine)
    {
        _output.Truncate(0);
        await engine.ExecuteAsync(new GatewayRequest(Document, null, _variables, true) { MemoText = _text }, _output, CancellationToken.None);
        return _output.Length;
    }

    // Answered once by the sandbox, and from then on at once.
    private async Task<UpstreamReply> AnswerAsync(UpstreamRequest request, CancellationToken cancel) => _reply ??= await _sandbox.Upstream.SendAsync(request, cancel);

    private static FieldValue Leaf(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        return FieldValue.OfLeaf(bytes, 0, bytes.Length);
    }
}
