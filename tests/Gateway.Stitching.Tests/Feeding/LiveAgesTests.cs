using System.Text;
using Gateway.Caching.Keys;
using Gateway.Caching.Memo;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Execution;
using Gateway.Stitching.Access;
using Gateway.Stitching.Feeding;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Tests.Fetching;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Feeding;

/// <summary>How old values may be, by whether their changes are told.</summary>
public sealed class LiveAgesTests
{
    private static readonly string Session = LoaderBench.Id(1);
    private static readonly byte[] Query = Encoding.UTF8.GetBytes($"{{ agentSession(id: \"{Session}\") {{ status summary }} }}");
    private static readonly CallerScope Other = new(new CacheScope("another"), "lin_api_another");

    private readonly InventedWorld _world = new();
    private readonly ManualTime _time = new();
    private readonly GatewayModel _model = TestSchema.Model();
    private readonly FakeUpstream _upstream;
    private readonly GatewayEngine _engine;

    public LiveAgesTests()
    {
        var store = new MemoryRecordStore(16 << 20);
        _upstream = FakeUpstream.Answering(_world.Answer);
        _engine = new GatewayEngine(_model, store, _upstream, new FetchOptions(), new LimitsOptions(), _time) { Memo = new ResponseMemo(store, 1 << 20, _time) };
        _world.Leaves[(Session, "status")] = "complete";
        _world.Leaves[(Session, "updatedAt")] = "2026-01-01T00:00:00.000Z";
    }

    [Fact]
    public async Task While_changes_are_told_a_session_is_served_past_its_max_age()
    {
        Set(FeedHealth.Live);
        await AskAsync();

        _time.Advance(TimeSpan.FromSeconds(530));
        await AskAsync();

        Assert.Single(_upstream.Sent);
    }

    [Fact]
    public async Task It_is_not_served_for_ever()
    {
        Set(FeedHealth.Live);
        await AskAsync();

        _time.Advance(TimeSpan.FromSeconds(721));
        await AskAsync();

        Assert.Equal(2, _upstream.Sent.Count);
    }

    [Theory]
    [InlineData(FeedHealth.Blind)]
    [InlineData(FeedHealth.Repairing)]
    [InlineData(FeedHealth.Partial)]
    [InlineData(FeedHealth.Off)]
    public async Task When_nobody_tells_any_more_max_ages_fall_at_once_also_for_finished_answers(FeedHealth health)
    {
        Set(FeedHealth.Live);
        await AskAsync();
        _time.Advance(TimeSpan.FromSeconds(250));
        await AskAsync();
        Assert.NotNull(Recall());

        Set(health);

        Assert.Null(Recall());
        await AskAsync();
        Assert.Equal(2, _upstream.Sent.Count);
    }

    [Fact]
    public async Task An_answer_from_before_a_gap_is_not_found_after_it()
    {
        Set(FeedHealth.Live);
        await AskAsync();
        await AskAsync();
        Assert.NotNull(Recall());

        Set(FeedHealth.Blind);
        Set(FeedHealth.Live);

        Assert.Null(Recall());
    }

    [Fact]
    public async Task A_session_that_turns_stale_by_itself_is_read_again_at_that_moment_all_the_same()
    {
        _world.Leaves[(Session, "status")] = "active";
        _world.Leaves[(Session, "updatedAt")] = _time.GetUtcNow().AddSeconds(-1750).ToString("O");
        Set(FeedHealth.Live);
        await AskAsync();

        _time.Advance(TimeSpan.FromSeconds(45));
        await AskAsync();
        Assert.Single(_upstream.Sent);
        _time.Advance(TimeSpan.FromSeconds(6));
        await AskAsync();

        Assert.Equal(2, _upstream.Sent.Count);
    }

    [Fact]
    public async Task Of_what_callers_see_with_credentials_of_their_own_nobody_tells()
    {
        Set(FeedHealth.Live);
        await AskAsync(Other);

        _time.Advance(TimeSpan.FromSeconds(250));
        await AskAsync(Other);

        Assert.Equal(2, _upstream.Sent.Count);
    }

    private void Set(FeedHealth health) => _model.Standing.Set(health, isHolder: true, _time.GetUtcNow());

    private MemoizedResponse? Recall() => _engine.Recall(Query, CallerScope.Service, CallerAccess.Unrestricted);

    private async Task AskAsync(CallerScope? caller = null)
    {
        using var output = new ResponseBuffer();
        var request = new GatewayRequest(Query, null, default, false) { MemoText = Query, Caller = caller ?? CallerScope.Service };
        await _engine.ExecuteAsync(request, output, TestContext.Current.CancellationToken);
        Assert.StartsWith("{\"data\":{\"agentSession\":{", Encoding.UTF8.GetString(output.WrittenSpan), StringComparison.Ordinal);
    }
}
