using System.Text;
using System.Text.Json;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Values;
using Gateway.Linear;
using Gateway.Stitching;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Normalizing;
using Gateway.Stitching.Sources;
using Gateway.Testing;

namespace Gateway.Benchmarks;

/// <summary>The answer of the upstream to what one query lacks, read into records again and again.</summary>
internal sealed class NormaliseStage
{
    private readonly GatewayModel _model;
    private readonly FetchDocument _document;
    private readonly UpstreamReply _reply;

    private NormaliseStage(GatewayModel model, FetchDocument document, UpstreamReply reply) => (_model, _document, _reply) = (model, document, reply);

    /// <summary>The length of the answer.</summary>
    public int Bytes => _reply.Data.Length;

    /// <param name="sandbox">Answers once.</param>
    /// <param name="query">The document of the caller.</param>
    /// <param name="variables">Its variables.</param>
    public static async Task<NormaliseStage> StartAsync(SandboxGateway sandbox, byte[] query, JsonElement variables)
    {
        var compiled = new PlanCache(sandbox.Model.Schema, DocumentLimits.Request, 1 << 20).Get(query);
        compiled.TryGetOperation(null, out var plan, out _);
        var values = VariableCoercion.Coerce(plan!.Variables, variables, plan.Source).Values!;
        var run = new OperationRun(sandbox.Model.Schema, plan, plan.Variant(values)!, values);
        var reader = new RecordReader(sandbox.Model, new MemoryRecordStore(1 << 20));
        var source = new RecordSource(reader, CallerScope.Service, run, 0, TimeSpan.FromSeconds(5));
        using var output = new ResponseBuffer();
        run.Walk(source, RecordSource.Root, output);
        Need[] needs = [.. source.Bookings.Current.Select(booking => new Need(booking.Key, booking.Selection.Copy()))];
        var document = new BatchPacker(sandbox.Model, new FetchOptions(), TimeProvider.System).Pack(needs, isWidened: true);
        var reply = await sandbox.Upstream.SendAsync(new UpstreamRequest(document.Body), CancellationToken.None);
        return reply.Fault is null
            ? new NormaliseStage(sandbox.Model, document, reply)
            : throw new InvalidOperationException($"The sandbox refused {Encoding.UTF8.GetString(document.Body.Span)}");
    }

    /// <summary>One pass over the answer.</summary>
    public int Run()
    {
        var harvest = new Harvest(0, 0);
        new Normalizer(_model, _document, _reply, harvest).Read();
        return harvest.Patches().Sum(patch => patch.Entries.Length);
    }
}
