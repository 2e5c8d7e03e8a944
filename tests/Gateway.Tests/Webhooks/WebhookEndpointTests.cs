using System.Text;
using Gateway.Caching.Storing;
using Gateway.Linear.Webhooks;
using Gateway.Sandbox;

namespace Gateway.Tests.Webhooks;

public sealed class WebhookEndpointTests
{
    private const string IssueEvent = """{"type":"Issue","action":"update","data":{"id":"1"},"webhookTimestamp":1}""";

    [Fact]
    public async Task Applies_a_signed_event_however_late_it_comes()
    {
        await using var gateway = await TestGateway.StartAsync(("Webhooks:Secret", TestGateway.Secret));
        long before = gateway.Host.Store.Sequence;

        var (status, _) = await TestGateway.OutcomeOf(gateway.SendWebhookAsync(IssueEvent));

        Assert.Equal(200, status);
        Assert.Equal(before + 1, gateway.Host.Store.Sequence);
    }

    [Fact]
    public async Task Shows_the_new_value_right_after_the_200()
    {
        await using var gateway = await TestGateway.StartWithSandboxAsync();
        string id = gateway.Host.Sandbox!.World.Ids("Issue")[0];
        string query = $$"""{ issue(id: "{{id}}") { title } }""";
        await gateway.AskAsync(query);

        var change = gateway.Host.Sandbox.World.Apply(SandboxCommand.Of("Issue", "update", id, new { title = "Renamed" }));
        await change.Delivered;

        Assert.Equal("Renamed", (await gateway.AskAsync(query)).GetProperty("data").GetProperty("issue").GetProperty("title").GetString());
        Assert.Equal(0, gateway.Host.Sandbox.Statistics.WebhooksFailed);
        Assert.Equal(2, gateway.Host.Sandbox.Statistics.Requests);
    }

    [Theory]
    [InlineData("new")]
    [InlineData("old")]
    public async Task Takes_either_secret_during_a_rotation(string secret)
    {
        await using var gateway = await TestGateway.StartAsync(("Webhooks:Secret", "new, old"));

        var (status, _) = await TestGateway.OutcomeOf(gateway.SendWebhookAsync(IssueEvent, secret));

        Assert.Equal(200, status);
    }

    [Fact]
    public async Task Is_closed_without_a_secret()
    {
        await using var gateway = await TestGateway.StartAsync();

        var (status, message) = await TestGateway.OutcomeOf(gateway.SendWebhookAsync(IssueEvent));

        Assert.Equal(404, status);
        Assert.Contains("closed", message, StringComparison.Ordinal);
        Assert.Contains("Warning 1003", gateway.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_what_is_not_signed_or_signed_with_anything_else()
    {
        await using var gateway = await TestGateway.StartAsync(("Webhooks:Secret", TestGateway.Secret));
        string good = WebhookSignature.Compute(Encoding.UTF8.GetBytes(IssueEvent), Encoding.UTF8.GetBytes(TestGateway.Secret));

        int[] statuses =
        [
            (await TestGateway.OutcomeOf(gateway.SendWebhookAsync(IssueEvent, Array.Empty<string>()))).Status,
            (await TestGateway.OutcomeOf(gateway.SendWebhookAsync(IssueEvent, [""]))).Status,
            (await TestGateway.OutcomeOf(gateway.SendWebhookAsync(IssueEvent, ["nonsense"]))).Status,
            (await TestGateway.OutcomeOf(gateway.SendWebhookAsync(IssueEvent, [good, good]))).Status,
            (await TestGateway.OutcomeOf(gateway.SendWebhookAsync(IssueEvent + " ", [good]))).Status,
            (await TestGateway.OutcomeOf(gateway.SendWebhookAsync(IssueEvent, "another secret"))).Status,
        ];

        Assert.All(statuses, status => Assert.Equal(401, status));
        Assert.Equal(0, gateway.Host.Store.Sequence);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("nonsense", 400)]
    [InlineData("[]", 400)]
    [InlineData("{}", 400)]
    [InlineData("""{"type":5}""", 400)]
    [InlineData("""{"type":"SomethingNew","data":{"id":"1"}}""", 200)]
    [InlineData("""{"type":"Issue"}""", 200)]
    [InlineData("""{"type":"Issue","data":{"id":{"a":[]}}}""", 200)]
    public async Task Tells_what_it_cannot_read_from_what_it_does_not_know(string body, int expected)
    {
        await using var gateway = await TestGateway.StartAsync(("Webhooks:Secret", TestGateway.Secret));

        var (status, _) = await TestGateway.OutcomeOf(gateway.SendWebhookAsync(body));

        Assert.Equal(expected, status);
    }

    [Theory]
    [InlineData("""{"type":"Issue","action":"update"}""")]
    [InlineData("""{"type":"Issue","action":"update","data":"not_for_logs"}""")]
    [InlineData("""{"type":"Issue","action":"update","data":{"id":{"a":"not_for_logs"}}}""")]
    [InlineData("""{"type":"Issue","action":"update","data":{"id":""}}""")]
    public async Task Warns_of_an_event_that_names_no_entity_and_makes_lists_old_all_the_same(string body)
    {
        await using var gateway = await TestGateway.StartAsync(("Webhooks:Secret", TestGateway.Secret));
        using var counted = new CountedMeasurements("gateway.webhooks");

        var (status, _) = await TestGateway.OutcomeOf(gateway.SendWebhookAsync(body));

        Assert.Equal((200, 1L), (status, gateway.Host.Store.Sequence));
        Assert.Equal(["Issue unmatched"], counted.Of(gateway));
        Assert.Single(gateway.Log.Text.Split('\n'), line => line.StartsWith("Warning 1006", StringComparison.Ordinal));
        Assert.DoesNotContain("not_for_logs", gateway.Log.Text.Replace(TestGateway.Secret, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"PermissionChange","action":"teamAccessChanged"}""", "PermissionChange applied")]
    [InlineData("""{"type":"Comment","action":"create","data":{"issueId":"1"}}""", "Comment applied")]
    public async Task Does_not_warn_when_all_is_forgotten_or_any_entity_is_named(string body, string count)
    {
        await using var gateway = await TestGateway.StartAsync(("Webhooks:Secret", TestGateway.Secret));
        using var counted = new CountedMeasurements("gateway.webhooks");

        await gateway.SendWebhookAsync(body);

        Assert.Equal([count], counted.Of(gateway));
        Assert.DoesNotContain("Warning 1006", gateway.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bounds_the_body()
    {
        await using var gateway = await TestGateway.StartAsync(("Webhooks:Secret", TestGateway.Secret), ("Webhooks:MaxBodyBytes", "1024"));

        var outcome = await TestGateway.OutcomeOf(gateway.SendWebhookAsync(new string(' ', 2000)));

        Assert.Equal((413, "The body is larger than 1024 bytes."), outcome);
    }

    [Fact]
    public async Task Takes_posts_only()
    {
        await using var gateway = await TestGateway.StartAsync(("Webhooks:Secret", TestGateway.Secret));

        var (status, _) = await TestGateway.OutcomeOf(gateway.Http.GetAsync("/webhooks/linear", TestContext.Current.CancellationToken));

        Assert.Equal(405, status);
    }

    [Fact]
    public async Task Asks_for_the_event_again_when_the_store_fails()
    {
        await using var gateway = await TestGateway.StartAsync(
            new GatewaySetup { Store = new BrokenStore() },
            ("Webhooks:Secret", TestGateway.Secret),
            ("Linear:Endpoint", "http://127.0.0.1:1/graphql"));

        var (status, message) = await TestGateway.OutcomeOf(gateway.SendWebhookAsync(IssueEvent));

        Assert.Equal(503, status);
        Assert.DoesNotContain("business", message, StringComparison.Ordinal);
        Assert.Contains("Error 1004", gateway.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_while_the_store_is_not_sure_and_tells_so_once_until_it_is()
    {
        var store = new FakeStore(StoreMode.Detached, RedisState.Down) { IsSure = false };
        await using var gateway = await TestGateway.StartAsync(
            new GatewaySetup { Store = store }, ("Webhooks:Secret", TestGateway.Secret), ("Linear:Endpoint", "http://127.0.0.1:1/graphql"));
        using var counted = new CountedMeasurements("gateway.webhooks");

        List<int> statuses = [];
        foreach (bool isSure in (bool[])[false, false, true, true, false])
        {
            store.IsSure = isSure;
            statuses.Add((await TestGateway.OutcomeOf(gateway.SendWebhookAsync(IssueEvent))).Status);
        }

        Assert.Equal([503, 503, 200, 200, 503], statuses);
        Assert.Equal(["Issue failed", "Issue failed", "Issue applied", "Issue applied", "Issue failed"], counted.Of(gateway));
        Assert.Equal(
            ["Warning 1007", "Information 1008", "Warning 1007"],
            gateway.Log.Text.Split('\n').Select(line => string.Join(' ', line.Split(' ').Take(2))).Where(name => name[^4..] is "1007" or "1008"));
        Assert.DoesNotContain("Error 1004", gateway.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_by_type_and_outcome_and_never_by_what_a_stranger_sent()
    {
        await using var gateway = await TestGateway.StartAsync(("Webhooks:Secret", TestGateway.Secret));
        using var counted = new CountedMeasurements("gateway.webhooks");

        await gateway.SendWebhookAsync(IssueEvent);
        await gateway.SendWebhookAsync("""{"type":"Strange"}""");
        await gateway.SendWebhookAsync("""{"type":"Strange"}""", "another secret");

        Assert.Equal(["Issue applied", "other ignored", "unread bad_signature"], counted.Of(gateway));
    }
}
