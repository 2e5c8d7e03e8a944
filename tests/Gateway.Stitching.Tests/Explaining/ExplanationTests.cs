using System.Text.Json;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Stitching.Explaining;
using Gateway.Stitching.Tests.Fetching;
using Gateway.Stitching.Tests.Sources;

namespace Gateway.Stitching.Tests.Explaining;

public class ExplanationTests
{
    private static readonly string Uuid = LoaderBench.Id(1);
    private static readonly EntityKey Issue = new("Issue", Uuid);
    private static readonly string Query = $"{{ issue(id: \"{Uuid}\") {{ name: title }} }}";

    private readonly EngineBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_did_not_ask_is_told_nothing() =>
        Assert.DoesNotContain("extensions", await _bench.AskAsync(Query), StringComparison.Ordinal);

    [Fact]
    public async Task What_was_not_known_came_from_the_upstream_for_that_reason()
    {
        var told = await ExplainAsync(Query);

        Assert.Equal(1, told.GetProperty("upstream").GetProperty("requests").GetInt32());
        Assert.True(told.GetProperty("upstream").GetProperty("points").GetDouble() > 0);
        Assert.Equal($$"""{"path":["issue"],"entity":"Issue:{{Uuid}}","source":"upstream","reason":"absent","age":0,"fields":["name"]}""", PartAt(told, "[\"issue\"]"));
    }

    [Fact]
    public async Task What_was_known_came_from_memory_and_has_an_age()
    {
        await _bench.AskAsync(Query);
        _bench.Time.Advance(TimeSpan.FromSeconds(12));

        var told = await ExplainAsync(Query);

        Assert.Equal(0, told.GetProperty("upstream").GetProperty("requests").GetInt32());
        Assert.Equal($$"""{"path":["issue"],"entity":"Issue:{{Uuid}}","source":"process","age":12,"fields":["name"]}""", PartAt(told, "[\"issue\"]"));
    }

    [Fact]
    public async Task What_was_invalidated_says_so()
    {
        await _bench.AskAsync(Query);
        await _bench.Store.InvalidateAsync(Invalidation.Of(Issue), Cancel);

        Assert.Contains("\"reason\":\"invalidated\"", PartAt(await ExplainAsync(Query), "[\"issue\"]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_too_old_says_so()
    {
        await _bench.AskAsync(Query);
        _bench.Time.Advance(TimeSpan.FromHours(2));

        Assert.Contains("\"reason\":\"expired\"", PartAt(await ExplainAsync(Query), "[\"issue\"]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_changed_by_itself_says_so()
    {
        string query = $"{{ agentSession(id: \"{Uuid}\") {{ summary }} }}";
        _bench.World.Leaves[(Uuid, "status")] = "pending";
        _bench.World.Leaves[(Uuid, "updatedAt")] = _bench.Time.GetUtcNow().AddMinutes(-30).AddSeconds(4).ToString("O");
        await _bench.AskAsync(query);
        _bench.Time.Advance(TimeSpan.FromSeconds(4));

        var report = new EntityInspector(_bench.Model, _bench.Store, _bench.Time).Inspect(new EntityKey("AgentSession", Uuid))!;

        Assert.Equal(FieldOutlook.Lapsed, report.Fields.Single(field => field.Field == "summary").Outlook);
        Assert.Contains("\"reason\":\"lapsed\"", PartAt(await ExplainAsync(query), "[\"agentSession\"]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_too_old_for_the_caller_alone_says_so()
    {
        await _bench.AskAsync(Query);
        _bench.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Contains("\"reason\":\"demanded\"", PartAt(await ExplainAsync(Query, new CacheDemand { MaxAge = 1000 }), "[\"issue\"]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_something_may_have_come_into_says_so()
    {
        const string List = "{ issues(first: 3) { nodes { title } } }";
        await _bench.AskAsync(List);
        await _bench.Store.InvalidateAsync(new Invalidation([], [], ["Issue"], false), Cancel);

        Assert.Contains("\"reason\":\"listed\"", PartAt(await ExplainAsync(List), "[]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_of_a_list_are_told_one_by_one()
    {
        _bench.World.Pages["issues"] = [Uuid, LoaderBench.Id(2)];

        var told = await ExplainAsync("{ issues(first: 3) { nodes { title } } }");

        Assert.Contains($"Issue:{Uuid}", PartAt(told, "[\"issues\",\"nodes\",0]"), StringComparison.Ordinal);
        Assert.Contains($"Issue:{LoaderBench.Id(2)}", PartAt(told, "[\"issues\",\"nodes\",1]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_answer_is_explained_by_its_beginning()
    {
        _bench.World.Pages["issues"] = [.. Enumerable.Range(0, 600).Select(LoaderBench.Id)];

        var told = await ExplainAsync("{ issues(first: 250) { nodes { title } } other: issues(first: 249) { nodes { title priority } } third: issues(first: 248) { nodes { url } } }");

        Assert.True(told.GetProperty("truncated").GetBoolean());
        Assert.Equal(500, told.GetProperty("paths").GetArrayLength());
    }

    private async Task<JsonElement> ExplainAsync(string query, CacheDemand demand = default)
    {
        var (answer, _) = await _bench.AskAsync(query, demand, explains: true);
        var json = JsonElement.Parse(answer);
        Assert.False(json.TryGetProperty("errors", out var errors), errors.ToString());
        return json.GetProperty("extensions").GetProperty("cache");
    }

    private static string PartAt(JsonElement told, string path) =>
        Assert.Single(told.GetProperty("paths").EnumerateArray(), part => part.GetProperty("path").GetRawText() == path).GetRawText();
}
