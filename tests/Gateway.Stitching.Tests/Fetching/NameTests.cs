using System.Text.Json.Nodes;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;

namespace Gateway.Stitching.Tests.Fetching;

public sealed class NameTests : IAsyncLifetime
{
    private AlteredGateway _gateway = null!;
    private string _id = "";
    private string _byName = "";

    public async ValueTask InitializeAsync()
    {
        _gateway = await AlteredGateway.StartAsync();
        _id = _gateway.World.Ids("Issue")[3];
        string answer = await _gateway.AskUpstreamAsync($"{{ issue(id: \"{_id}\") {{ identifier }} }}");
        _byName = $"{{ issue(id: \"{JsonNode.Parse(answer)!["data"]!["issue"]!["identifier"]}\") {{ id title }} }}";
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task An_entity_is_found_by_its_name_after_it_was_invalidated()
    {
        string before = await _gateway.AskAsync(_byName);
        await _gateway.InvalidateAsync(Invalidation.Of(new EntityKey("Issue", _id)));

        string after = await _gateway.AskAsync(_byName);

        Assert.Contains(_id, after, StringComparison.Ordinal);
        Assert.Equal(before, after);
        Assert.Equal(2, _gateway.Requests);
    }

    [Fact]
    public async Task An_entity_asked_for_by_its_name_is_an_error_rather_than_old_if_every_fetch_is_overtaken()
    {
        _gateway.Alter = (_, _) => _gateway.Store
            .InvalidateAsync(Invalidation.Of(new EntityKey("Issue", _id)), CancellationToken.None).AsTask().Wait(CancellationToken.None);

        string answer = await _gateway.AskAsync(_byName);

        Assert.Contains("still valid when it came", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_was_not_known_is_asked_for_again_once_something_of_the_type_has_changed()
    {
        const string query = "{ issue(id: \"ENG-99999\") { title } }";
        string unknown = await _gateway.AskAsync(query);
        await _gateway.AskAsync(query);
        int before = _gateway.Requests;
        await _gateway.InvalidateAsync(new Invalidation([new EntityKey("Issue", _id)], [], ["Issue"], false));

        await _gateway.AskAsync(query);

        Assert.Contains("Entity not found", unknown, StringComparison.Ordinal);
        Assert.Equal(1, before);
        Assert.Equal(2, _gateway.Requests);
    }

    [Fact]
    public async Task An_entity_without_a_lookup_is_an_error_rather_than_old_if_every_fetch_is_overtaken()
    {
        string labels = await _gateway.AskUpstreamAsync("{ issues(first: 50) { nodes { id labels(first: 1) { nodes { id name } } } } }");
        var issue = JsonNode.Parse(labels)!["data"]!["issues"]!["nodes"]!.AsArray().First(node => node!["labels"]!["nodes"]!.AsArray().Count > 0)!;
        var label = issue["labels"]!["nodes"]![0]!;
        _gateway.Alter = (_, _) => _gateway.Store
            .InvalidateAsync(Invalidation.Of(new EntityKey("IssueLabel", label["id"]!.ToString())), CancellationToken.None).AsTask().Wait(CancellationToken.None);

        string answer = await _gateway.AskAsync($"{{ issue(id: \"{issue["id"]}\") {{ labels(first: 1) {{ nodes {{ name }} }} }} }}");

        Assert.Contains("still valid when it came", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(label["name"]!.ToJsonString(), answer, StringComparison.Ordinal);
    }
}
