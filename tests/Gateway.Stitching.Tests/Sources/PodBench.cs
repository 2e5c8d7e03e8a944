using System.Text;
using System.Text.Json;
using Gateway.GraphQL.Execution;
using Gateway.Linear;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Tests.Fetching;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Sources;

/// <summary>Several engines over what they share, one upstream behind them, and one clock.</summary>
internal sealed class PodBench
{
    private static readonly GatewayModel Model = TestSchema.Model();

    public PodBench() =>
        Upstream = new FakeUpstream((request, _) => Task.FromResult(
            Fault is { } fault ? new UpstreamReply { Fault = fault } : Invent(Encoding.UTF8.GetString(request.Body.Span))));

    public InventedWorld World { get; } = new();

    public ManualTime Time { get; } = new();

    public FakeUpstream Upstream { get; }

    public FakeSharedStore Shared { get; } = new();

    public FetchOptions Options { get; } = new();

    /// <summary>Answers in the place of the world; null for a request that the world is to answer.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    /// <summary>How the upstream fails; null if it does not.</summary>
    public UpstreamFault? Fault { get; set; }

    public int Requests => Upstream.Sent.Count;

    private UpstreamReply Invent(string body) => LoaderBench.Reply(Answer(body) ?? World.Answer(body));

    public Pod Join() => new(this, Shared.Join());

    /// <summary>Lets time pass as long as it takes to end a task; what has not ended by then is not waited for.</summary>
    public async Task<string> PassAsync(Task<string> asking, TimeSpan most)
    {
        var step = TimeSpan.FromMilliseconds(5);
        for (var passed = TimeSpan.Zero; passed < most && !asking.IsCompleted; passed += step)
        {
            Time.Advance(step);
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        return await asking.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
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

    internal sealed class Pod(PodBench bench, FakeSharedStore.Process store)
    {
        private readonly GatewayEngine _engine =
            new(Model, store, bench.Upstream, bench.Options, new LimitsOptions(), bench.Time);

        public FakeSharedStore.Process Store { get; } = store;

        public async Task<string> AskAsync(string document) => (await AnswerAsync(document, TestContext.Current.CancellationToken)).Text;

        public async Task<(string Text, GatewayResult Result)> AnswerAsync(string document, CancellationToken cancel)
        {
            using var variables = JsonDocument.Parse("{}");
            using var output = new ResponseBuffer();
            var request = new GatewayRequest(Encoding.UTF8.GetBytes(document), null, variables.RootElement, true);
            var result = await _engine.ExecuteAsync(request, output, cancel);
            return (Encoding.UTF8.GetString(output.WrittenSpan), result);
        }
    }
}
