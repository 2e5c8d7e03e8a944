using System.Text;
using System.Text.Json.Nodes;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Execution;
using Gateway.Linear;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Mutations;

/// <summary>What callers are told where a mutation did not end well, and what is old then.</summary>
public class MutationOutcomeTests
{
    private const string Update = "mutation { m: agentSessionUpdate(id: \"s\", input: {}) { success } }";
    private const string Done = """{"data":{"a0":{"success":true,"agentSession":{"id":"s"}}}}""";

    [Theory]
    [InlineData(UpstreamFaultKind.Timeout)]
    [InlineData(UpstreamFaultKind.Unreachable)]
    [InlineData(UpstreamFaultKind.ServerError)]
    [InlineData(UpstreamFaultKind.Malformed)]
    [InlineData(UpstreamFaultKind.TooLarge)]
    public async Task A_lost_answer_makes_old_what_the_arguments_name_and_says_that_nobody_knows(UpstreamFaultKind kind)
    {
        var store = new MarkingStore();
        var upstream = new FakeUpstream((_, _) => Task.FromResult(UpstreamReply.Failed(new UpstreamFault(kind, "Lost."))));

        var answer = await AskAsync(store, upstream, Update);

        var error = Assert.Single(answer["errors"]!.AsArray())!;
        Assert.Single(upstream.Sent);
        Assert.Equal("Lost. It is not known whether the mutation took effect.", (string?)error["message"]);
        Assert.Equal("MUTATION_OUTCOME_UNKNOWN", (string?)error["extensions"]!["code"]);
        Assert.Equal("AgentSession:s tags AgentSession", Assert.Single(store.Marked));
    }

    [Theory]
    [InlineData(UpstreamFaultKind.Unauthenticated)]
    [InlineData(UpstreamFaultKind.RateLimited)]
    [InlineData(UpstreamFaultKind.Suspended)]
    [InlineData(UpstreamFaultKind.TokenUnavailable)]
    public async Task What_was_not_carried_out_makes_nothing_old(UpstreamFaultKind kind)
    {
        var store = new MarkingStore();
        var upstream = new FakeUpstream((_, _) => Task.FromResult(UpstreamReply.Failed(new UpstreamFault(kind, "No."))));

        var answer = await AskAsync(store, upstream, Update);

        Assert.Equal("No.", (string?)answer["errors"]![0]!["message"]);
        Assert.Empty(store.Marked);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_counts_as_lost()
    {
        var store = new MarkingStore();
        var upstream = FakeUpstream.Answering(_ => """{"data":{"a0":{"success":true,"agentSession":{"id":"\ud800"}}}}""");

        var answer = await AskAsync(store, upstream, Update);

        Assert.Equal("MUTATION_OUTCOME_UNKNOWN", (string?)answer["errors"]![0]!["extensions"]!["code"]);
        Assert.Equal("AgentSession:s tags AgentSession", Assert.Single(store.Marked));
    }

    [Fact]
    public async Task One_that_is_refused_for_want_of_quota_is_told_what_the_quota_is()
    {
        var reading = new RateLimitReading { RequestsLimit = 10, RequestsRemaining = 0, RetryAfter = TimeSpan.FromSeconds(7) };
        var upstream = new FakeUpstream((_, _) => Task.FromResult(
            new UpstreamReply { Fault = new UpstreamFault(UpstreamFaultKind.RateLimited, "No."), RateLimit = reading }));
        using var output = new ResponseBuffer();

        var result = await Engine(new MarkingStore(), upstream, TimeProvider.System).ExecuteAsync(
            new GatewayRequest(Encoding.UTF8.GetBytes(Update), null, default, true), output, TestContext.Current.CancellationToken);

        Assert.Equal(reading, result.Refusal);
    }

    [Theory]
    [InlineData("""{"message":"No.","path":["a0"],"extensions":{"type":"invalid input"}}""", 0)]
    [InlineData("""{"message":"No.","path":["a0"],"extensions":{"type":"internal error"}}""", 1)]
    [InlineData("""{"message":"No.","path":["a0"]}""", 1)]
    [InlineData("""{"message":"No.","path":["a0","agentSession","appUser"],"extensions":{"type":"forbidden"}}""", 1)]
    public async Task An_error_of_the_upstream_tells_whether_anything_may_be_old(string error, int marks)
    {
        var store = new MarkingStore();

        var answer = await AskAsync(store, FakeUpstream.Answering(_ => $$"""{"data":null,"errors":[{{error}}]}"""), Update);

        Assert.Equal("No.", (string?)answer["errors"]![0]!["message"]);
        Assert.Equal("m", (string?)answer["errors"]![0]!["path"]![0]);
        Assert.Equal(marks, store.Marked.Count);
    }

    [Fact]
    public async Task Nobody_is_answered_before_the_marks_are_written()
    {
        var store = new MarkingStore { Gate = new TaskCompletionSource<bool>() };

        var asking = AskAsync(store, FakeUpstream.Answering(_ => Done), Update);
        await store.Reached.Task.WaitAsync(TestContext.Current.CancellationToken);

        Assert.False(asking.IsCompleted);
        store.Gate.SetResult(true);
        Assert.Null((await asking)["extensions"]);
    }

    [Fact]
    public async Task Where_the_marks_cannot_be_written_the_answer_says_so_and_they_are_written_later()
    {
        var time = new ManualTime();
        var store = new MarkingStore { Outcomes = new([false, false, true]) };
        var upstream = FakeUpstream.Answering(_ => Done);
        var engine = Engine(store, upstream, time);

        var answer = await AskAsync(engine, Update);
        while (store.Marked.Count < 3)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.True((bool)answer["data"]!["m"]!["success"]!);
        Assert.Equal("INVALIDATION_INCOMPLETE", (string?)answer["extensions"]!["warnings"]![0]!["code"]);
        Assert.Equal("""["m"]""", answer["extensions"]!["warnings"]![0]!["path"]!.ToJsonString());
        Assert.Equal(Enumerable.Repeat("AgentSession:s tags AgentSession", 3), store.Marked);
        Assert.Single(upstream.Sent);
    }

    [Fact]
    public async Task A_mutation_is_sent_as_one_that_must_not_be_repeated()
    {
        bool wasMutation = false;
        var upstream = new FakeUpstream((request, _) =>
        {
            wasMutation = request.IsMutation;
            throw new InvalidOperationException();
        });

        var answer = await AskAsync(new MarkingStore(), upstream, Update);

        Assert.True(wasMutation);
        Assert.Single(upstream.Sent);
        Assert.StartsWith("The gateway failed to ask the upstream", (string?)answer["errors"]![0]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_is_gone_does_not_keep_what_changed_from_being_forgotten_and_the_next_mutation_is_not_sent()
    {
        using var gone = new CancellationTokenSource();
        var store = new MarkingStore();
        var upstream = FakeUpstream.Answering(_ =>
        {
            gone.Cancel();
            return Done;
        });
        using var output = new ResponseBuffer();
        string two = "mutation { m: agentSessionUpdate(id: \"s\", input: {}) { success } n: agentSessionUpdate(id: \"s\", input: {}) { success } }";

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await Engine(store, upstream, TimeProvider.System).ExecuteAsync(
                new GatewayRequest(Encoding.UTF8.GetBytes(two), null, default, true), output, gone.Token));

        Assert.Single(upstream.Sent);
        Assert.Single(store.Marked);
    }

    private static GatewayEngine Engine(IRecordStore store, IUpstream upstream, TimeProvider time) =>
        new(TestSchema.Model(), store, upstream, new FetchOptions(), new LimitsOptions(), time);

    private static Task<JsonNode> AskAsync(IRecordStore store, IUpstream upstream, string document) =>
        AskAsync(Engine(store, upstream, TimeProvider.System), document);

    private static async Task<JsonNode> AskAsync(GatewayEngine engine, string document)
    {
        using var output = new ResponseBuffer();
        await engine.ExecuteAsync(
            new GatewayRequest(Encoding.UTF8.GetBytes(document), null, default, true), output, TestContext.Current.CancellationToken);
        return JsonNode.Parse(output.WrittenSpan)!;
    }
}
