using System.Text.Json.Nodes;

namespace Gateway.Stitching.Tests.Fetching;

public sealed class UpstreamOddityTests : IAsyncLifetime
{
    private AlteredGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await AlteredGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task An_entity_that_neither_the_list_nor_the_lookup_knows_is_given_up_after_a_few_requests()
    {
        string id = _gateway.World.Ids("User")[3];
        _gateway.Answer = body => body.Contains("nodes", StringComparison.Ordinal) ? """{"data":{"a0":{"nodes":[]}}}""" : """{"data":{"a0":null}}""";

        string answer = await _gateway.AskAsync($"{{ user(id: \"{id}\") {{ name }} }}")
            .WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Contains("The upstream gave no value for this field", answer, StringComparison.Ordinal);
        Assert.InRange(_gateway.Requests, 2, 6);
    }

    [Fact]
    public async Task An_entity_is_not_taken_for_unknown_because_something_below_it_is()
    {
        string id = _gateway.World.Ids("AgentSession")[3];
        _gateway.Answer = body => body.Contains("organization", StringComparison.Ordinal)
            ? Failure("Entity not found: Organization", "invalid input", "a0", "appUser", "organization")
            : null;
        string failed = await _gateway.AskAsync($"{{ agentSession(id: \"{id}\") {{ appUser {{ organization {{ name }} }} }} }}");

        string answer = await _gateway.AskAsync($"{{ agentSession(id: \"{id}\") {{ status }} }}");

        Assert.Contains("Entity not found: Organization", failed, StringComparison.Ordinal);
        Assert.DoesNotContain("errors", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_failing_entity_of_a_list_fails_alone_whether_or_not_the_error_has_a_path(bool hasPath)
    {
        string[] ids = [.. _gateway.World.Ids("User").Take(8)];
        _gateway.Answer = body => !body.Contains(ids[2], StringComparison.Ordinal) ? null
            : !hasPath ? Failure("Boom", "internal error")
            : body.Contains("nodes", StringComparison.Ordinal) ? Failure("Boom", "internal error", "a0", "nodes", 2, "name")
            : Failure("Boom", "internal error", AliasOf(body, ids[2]), "name");

        string[] answers = await Task.WhenAll(ids.Select(id => _gateway.AskAsync($"{{ user(id: \"{id}\") {{ name }} }}")));

        Assert.Equal([2], answers.Index().Where(answer => answer.Item.Contains("Boom", StringComparison.Ordinal)).Select(answer => answer.Index));
    }

    [Fact]
    public async Task What_is_refused_because_it_was_widened_is_asked_for_as_it_was()
    {
        string id = _gateway.World.Ids("AgentSession")[3];
        _gateway.Answer = body => body.Contains("slugId", StringComparison.Ordinal) ? Failure("Query too complex", "invalid input") : null;

        string answer = await _gateway.AskAsync($"{{ agentSession(id: \"{id}\") {{ status }} }}");

        Assert.DoesNotContain("errors", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spent_quota_is_not_asked_again_for_the_rest_of_the_batch()
    {
        string[] ids = [.. _gateway.World.Ids("AgentSession").Take(10)];
        _gateway.Answer = _ => Failure("Rate limit exceeded", "ratelimited", "a1");

        string answer = await _gateway.AskAsync($"{{ {string.Join(' ', ids.Select((id, i) => $"s{i}: agentSession(id: \"{id}\") {{ status }}"))} }}");

        Assert.Contains("Rate limit exceeded", answer, StringComparison.Ordinal);
        Assert.Equal(1, _gateway.Requests);
    }

    [Fact]
    public async Task An_upstream_that_fails_without_a_reason_is_not_asked_for_each_entity_by_itself()
    {
        string[] ids = [.. _gateway.World.Ids("AgentSession").Take(30)];
        _gateway.Answer = _ => Failure("Internal server error", "internal error");

        string answer = await _gateway.AskAsync($"{{ {string.Join(' ', ids.Select((id, i) => $"s{i}: agentSession(id: \"{id}\") {{ status }}"))} }}");

        Assert.Contains("Internal server error", answer, StringComparison.Ordinal);
        Assert.InRange(_gateway.Requests, 2, 40);
    }

    [Fact]
    public async Task A_null_that_the_schema_forbids_is_an_error_and_is_not_kept()
    {
        string query = $"{{ agentSession(id: \"{_gateway.World.Ids("AgentSession")[3]}\") {{ status }} }}";
        _gateway.Alter = (_, answer) => answer["data"]!["a0"]!["status"] = null;
        string failed = await _gateway.AskAsync(query);
        _gateway.Alter = (_, _) => { };

        string answer = await _gateway.AskAsync(query);

        Assert.Contains("Cannot return null for non-nullable field AgentSession.status.", failed, StringComparison.Ordinal);
        Assert.DoesNotContain("errors", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_that_came_with_an_error_without_a_path_is_not_kept()
    {
        string query = $"{{ agentSession(id: \"{_gateway.World.Ids("AgentSession")[3]}\") {{ url }} }}";
        _gateway.Alter = (_, answer) =>
        {
            answer["data"]!["a0"]!["url"] = null;
            answer["errors"] = JsonNode.Parse(Failure("Boom", "internal error"))!["errors"]!.DeepClone();
        };
        await _gateway.AskAsync(query);
        _gateway.Alter = (_, _) => { };

        string answer = await _gateway.AskAsync(query);

        Assert.DoesNotContain("null", answer, StringComparison.Ordinal);
    }

    private static string AliasOf(string body, string id)
    {
        var request = JsonNode.Parse(body)!;
        string variable = request["variables"]!.AsObject().Single(given => given.Value!.ToString() == id).Key;
        string query = request["query"]!.ToString();
        int end = query.IndexOf($":user(id:${variable})", StringComparison.Ordinal);
        return query[(query.LastIndexOf(' ', end) + 1)..end].TrimStart('{');
    }

    private static string Failure(string message, string type, params object[] path)
    {
        var error = new JsonObject { ["message"] = message, ["extensions"] = new JsonObject { ["type"] = type } };
        if (path.Length > 0)
        {
            error["path"] = new JsonArray([.. path.Select(step => step is int index ? JsonValue.Create(index) : JsonValue.Create((string)step))]);
        }

        return new JsonObject { ["data"] = null, ["errors"] = new JsonArray(error) }.ToJsonString();
    }
}
