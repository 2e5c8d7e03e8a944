using System.Text;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Execution;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Tests.Fetching;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Sources;

/// <summary>An engine in front of an upstream that answers with invented values, and a clock that stands still.</summary>
internal sealed class EngineBench
{
    public EngineBench()
    {
        Upstream = FakeUpstream.Answering(World.Answer);
        Engine = new GatewayEngine(Model, Store, Upstream, new FetchOptions(), new LimitsOptions(), Time);
    }

    public GatewayModel Model { get; } = TestSchema.Model();

    public InventedWorld World { get; } = new();

    public MemoryRecordStore Store { get; } = new(16 << 20);

    public ManualTime Time { get; } = new();

    public FakeUpstream Upstream { get; }

    public GatewayEngine Engine { get; }

    /// <summary>How many requests went upstream so far.</summary>
    public int Requests => Upstream.Sent.Count;

    public async Task<string> AskAsync(string document) => (await AskAsync(document, default)).Answer;

    public async Task<(string Answer, GatewayResult Result)> AskAsync(string document, CacheDemand demand, bool explains = false)
    {
        using var output = new ResponseBuffer();
        var request = new GatewayRequest(Encoding.UTF8.GetBytes(document), null, default, true) { Demand = demand, Explains = explains };
        var result = await Engine.ExecuteAsync(request, output, TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return (Encoding.UTF8.GetString(output.WrittenSpan), result);
    }
}
