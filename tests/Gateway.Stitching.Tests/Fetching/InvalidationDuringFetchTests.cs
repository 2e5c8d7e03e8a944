using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Sandbox;
using Gateway.Stitching.Fetching;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Fetching;

public sealed class InvalidationDuringFetchTests : IAsyncLifetime
{
    private SandboxGateway _gateway = null!;
    private string _issue = "";
    private string _session = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _gateway = await SandboxGateway.StartAsync(new SandboxOptions { Sessions = 60 }, new FetchOptions());
        _issue = _gateway.Sandbox.World.Ids("Issue")[5];
        _session = _gateway.Sandbox.World.Ids("AgentSession")[5];
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_value_under_way_at_the_invalidation_is_not_served_to_the_reader_who_waited_for_it()
    {
        _gateway.Upstream.Hold();
        var reading = ReadTitleAsync();
        await _gateway.Upstream.WaitForAnswersAsync(1, Cancel);

        await RenameAsync("new");
        _gateway.Upstream.Release();

        Assert.Equal("new", await reading);
        Assert.Equal("new", await ReadTitleAsync());
    }

    [Fact]
    public async Task A_reader_who_comes_after_the_invalidation_does_not_join_the_old_fetch()
    {
        _gateway.Upstream.Hold();
        var early = ReadTitleAsync();
        await _gateway.Upstream.WaitForAnswersAsync(1, Cancel);
        await RenameAsync("new");

        var late = ReadTitleAsync();
        await _gateway.Upstream.WaitForAnswersAsync(2, Cancel);
        _gateway.Upstream.Release(1);

        Assert.Equal("new", await late);
        Assert.False(early.IsCompleted);
        _gateway.Upstream.Release();
        Assert.Equal("new", await early);
    }

    [Fact]
    public async Task An_old_answer_that_arrives_after_the_new_one_does_not_replace_it()
    {
        _gateway.Upstream.Hold();
        var early = ReadTitleAsync();
        await _gateway.Upstream.WaitForAnswersAsync(1, Cancel);
        await RenameAsync("new");
        var late = ReadTitleAsync();
        await _gateway.Upstream.WaitForAnswersAsync(2, Cancel);
        _gateway.Upstream.Release(1);
        await late;

        _gateway.Upstream.Release();
        await early;

        Assert.Equal("new", await ReadTitleAsync());
        Assert.Equal(2, _gateway.Upstream.Sent.Count);
    }

    [Fact]
    public async Task A_reader_joins_a_fetch_under_way_when_something_else_was_invalidated()
    {
        _gateway.Upstream.Hold();
        var first = ReadTitleAsync();
        await _gateway.Upstream.WaitForAnswersAsync(1, Cancel);
        await _gateway.ChangeAsync(SandboxCommand.Of("Issue", "update", _gateway.Sandbox.World.Ids("Issue")[9], new { title = "other" }));

        var second = ReadTitleAsync();
        _gateway.Upstream.Release();

        Assert.Equal(await first, await second);
        Assert.Single(_gateway.Upstream.Sent);
    }

    [Fact]
    public async Task A_page_under_way_is_fetched_again_when_one_of_its_kind_changed()
    {
        const string query = "{ issues(first: 1, orderBy: updatedAt) { nodes { id title } } }";
        _gateway.Upstream.Hold();
        var reading = _gateway.ReadAsync(query, "issues", "nodes", "0", "title");
        await _gateway.Upstream.WaitForAnswersAsync(1, Cancel);

        await RenameAsync("now first");
        _gateway.Upstream.Release();

        Assert.Equal("now first", (await reading).GetString());
    }

    [Fact]
    public async Task What_a_run_saw_in_its_first_wave_is_not_served_if_it_was_invalidated_during_the_second()
    {
        await ReadTitleAsync();
        _gateway.Upstream.Hold();
        var reading = _gateway.ReadAsync($"{{ issue(id: \"{_issue}\") {{ title comments(first: 3) {{ nodes {{ id }} }} }} }}", "issue", "title");
        await _gateway.Upstream.WaitForAnswersAsync(2, Cancel);

        await RenameAsync("new");
        _gateway.Upstream.Release();

        Assert.Equal("new", (await reading).GetString());
    }

    [Fact]
    public async Task A_prompt_during_a_fetch_of_activities_is_in_the_answer()
    {
        string query = $"{{ agentSession(id: \"{_session}\") {{ activities(first: 1) {{ nodes {{ id }} }} }} }}";
        _gateway.Upstream.Hold();
        var reading = _gateway.ReadAsync(query, "agentSession", "activities", "nodes", "0", "id");
        await _gateway.Upstream.WaitForAnswersAsync(1, Cancel);

        string? prompt = await _gateway.ChangeAsync(new SandboxCommand("AgentSession", "prompt") { Id = _session, Body = "Go on." });
        _gateway.Upstream.Release();

        Assert.NotNull(prompt);
        Assert.Equal(prompt, (await reading).GetString());
    }

    [Fact]
    public async Task An_entity_removed_while_a_link_to_it_is_cached_is_gone_from_the_next_answer()
    {
        string comment = _gateway.Sandbox.World.Ids("Comment")[3];
        string before = await _gateway.AskAsync($"{{ comment(id: \"{comment}\") {{ id body parent {{ id }} }} }}");
        await _gateway.ChangeAsync(new SandboxCommand("Comment", "remove") { Id = comment });

        string after = await _gateway.AskAsync($"{{ comment(id: \"{comment}\") {{ id body parent {{ id }} }} }}");

        Assert.Contains("\"body\"", before, StringComparison.Ordinal);
        Assert.Contains("Entity not found: Comment", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_ends_with_an_error_rather_than_an_old_value_if_every_fetch_is_overtaken()
    {
        await using var gateway = await AlteredGateway.StartAsync();
        string issue = gateway.World.Ids("Issue")[5];
        gateway.Alter = (_, _) => gateway.Store
            .InvalidateAsync(Invalidation.Of(new EntityKey("Issue", issue)), CancellationToken.None).AsTask().Wait(CancellationToken.None);

        string answer = await gateway.AskAsync($"{{ issue(id: \"{issue}\") {{ title }} }}");

        Assert.Contains("still valid when it came", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\"title\":", answer, StringComparison.Ordinal);
    }

    private async Task<string?> ReadTitleAsync() =>
        (await _gateway.ReadAsync($"{{ issue(id: \"{_issue}\") {{ title }} }}", "issue", "title")).GetString();

    private Task<string?> RenameAsync(string title) => _gateway.ChangeAsync(SandboxCommand.Of("Issue", "update", _issue, new { title }));
}
