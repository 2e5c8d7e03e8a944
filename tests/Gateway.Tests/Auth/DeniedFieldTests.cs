using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Gateway.Tests.Auth;

/// <summary>What a client may not see is in no answer to it, whichever way the answer comes.</summary>
public sealed class DeniedFieldTests : IAsyncLifetime
{
    private const string Emails = "{ users(first: 5) { nodes { id email } } }";
    private const string Trusted = "query Emails { viewer { id email } }";

    private readonly string _folder = Directory.CreateTempSubdirectory("trusted-").FullName;

    private readonly ClientsOnDisk _clients = new ClientsOnDisk()
        .With("open")
        .With("closed", "read,mutate", deny: "User.email,UserFilter.email,NullableUserFilter.email,Query.teams(filter:)")
        .With("other", deny: "User.name");

    private TestGateway _gateway = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "emails.graphql"), Trusted, Cancel);
        _gateway = await TestGateway.StartWithSandboxAsync(("Auth:ClientsFile", _clients.Path), ("Documents:Folder", _folder));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _clients.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_refusal_names_what_is_denied_and_where_it_stands()
    {
        var (status, body) = await PostAsync("closed", Body(Emails), "application/graphql-response+json");

        var error = JsonElement.Parse(body).GetProperty("errors")[0];
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("You may not select User.email.", error.GetProperty("message").GetString());
        Assert.Equal("""{"code":"FORBIDDEN","type":"forbidden","reason":"denied","coordinate":"User.email"}""", error.GetProperty("extensions").GetRawText());
        Assert.Equal(32, error.GetProperty("locations")[0].GetProperty("column").GetInt32());
    }

    [Fact]
    public async Task The_memo_gives_an_answer_to_those_only_who_may_see_all_of_it()
    {
        var warm = new List<string>();
        for (int i = 0; i < 3; i++)
        {
            warm.Add((await PostAsync("open", Body(Emails))).Body);
        }

        for (int i = 0; i < 3; i++)
        {
            AssertRefused(await PostAsync("closed", Body(Emails)));
        }

        Assert.Single(warm.Distinct());
        Assert.Contains("@", warm[0], StringComparison.Ordinal);
        Assert.Equal(warm[0], (await PostAsync("other", Body(Emails))).Body);
    }

    [Fact]
    public async Task Records_that_hold_it_are_read_without_it()
    {
        await PostAsync("open", Body(Emails));

        var (status, body) = await PostAsync("closed", Body("{ users(first: 5) { nodes { id name } } }"));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("\"name\":", body, StringComparison.Ordinal);
        Assert.DoesNotContain("@", body, StringComparison.Ordinal);
        AssertRefused(await PostAsync("closed", Body("{ users(first: 5) { nodes { name email } } }")));
    }

    [Fact]
    public async Task Whoever_joins_a_fetch_for_others_is_given_what_it_asked_for_and_no_more()
    {
        var asking = Enumerable.Range(0, 8).Select(i => i % 2 == 0
            ? PostAsync("open", Body("{ issues(first: 7) { nodes { id assignee { id email } } } }"))
            : PostAsync("closed", Body("{ issues(first: 7) { nodes { id assignee { id name } } } }"))).ToList();

        var answers = await Task.WhenAll(asking);

        Assert.All(answers.Where((_, i) => i % 2 == 0), answer => Assert.Contains("@", answer.Body, StringComparison.Ordinal));
        Assert.All(answers.Where((_, i) => i % 2 == 1), answer =>
        {
            Assert.Contains("\"name\":", answer.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("@", answer.Body, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_document_that_others_have_had_kept_is_refused_by_its_hash()
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Emails)));
        string extensions = $$$"""{"persistedQuery":{"version":1,"sha256Hash":"{{{hash}}}"}}""";
        string byHash = $$$"""{"extensions":{{{extensions}}}}""";
        string withText = $$$"""{"query":"{{{Emails}}}","extensions":{{{extensions}}}}""";

        AssertRefused(await PostAsync("closed", withText));
        Assert.Contains("PersistedQueryNotFound", (await PostAsync("open", byHash)).Body, StringComparison.Ordinal);
        await PostAsync("open", withText);
        for (int i = 0; i < 3; i++)
        {
            Assert.Contains("@", (await PostAsync("open", byHash)).Body, StringComparison.Ordinal);
            AssertRefused(await PostAsync("closed", byHash));
        }
    }

    [Fact]
    public async Task A_trusted_document_is_trusted_for_those_only_who_may_see_all_of_it()
    {
        const string ById = """{"documentId":"emails"}""";
        for (int i = 0; i < 3; i++)
        {
            Assert.Contains("@", (await PostAsync("open", ById)).Body, StringComparison.Ordinal);
            AssertRefused(await PostAsync("closed", ById));
        }
    }

    [Fact]
    public async Task One_request_of_an_array_is_refused_and_the_others_are_answered()
    {
        string array = $"[{Body("{ viewer { id name } }")},{Body(Emails)}]";
        var (_, open) = await PostAsync("open", array);

        var (status, closed) = await PostAsync("closed", array);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("@", open, StringComparison.Ordinal);
        Assert.DoesNotContain("@", closed, StringComparison.Ordinal);
        Assert.True(JsonElement.Parse(closed)[0].TryGetProperty("data", out _));
        Assert.False(JsonElement.Parse(closed)[1].TryGetProperty("data", out _));
    }

    [Fact]
    public async Task A_tag_that_others_were_given_is_confirmed_to_nobody_who_may_not_see_what_it_names()
    {
        string? tag = null;
        for (int i = 0; i < 3; i++)
        {
            using var open = await GetAsync("open", null);
            tag = open.Headers.ETag!.ToString();
        }

        using var known = await GetAsync("open", tag);
        using var closed = await GetAsync("closed", tag);
        using var plain = await GetAsync("closed", null);

        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Equal(HttpStatusCode.OK, closed.StatusCode);
        AssertRefused((HttpStatusCode.OK, await closed.Content.ReadAsStringAsync(Cancel)));
        AssertRefused((HttpStatusCode.OK, await plain.Content.ReadAsStringAsync(Cancel)));
    }

    [Theory]
    [InlineData("{ viewer { address: email } }")]
    [InlineData("{ viewer { ...Deep } } fragment Deep on User { ... { ... on Node { ... on User { email } } } }")]
    [InlineData("{ issues(first: 1) { nodes { assignee { ... on Node { ...F } } } } } fragment F on User { email }")]
    [InlineData("query($yes: Boolean = true) { viewer { email @include(if: $yes) } }")]
    [InlineData("{ viewer { id } viewer { email @skip(if: false) } }")]
    [InlineData("{ users(filter: { email: { startsWith: \"a\" } }) { nodes { id } } }")]
    [InlineData("{ users(filter: { and: [{ or: [{ email: null }] }] }) { nodes { id } } }")]
    [InlineData("{ issues(filter: { assignee: { email: { eq: \"a\" } } }) { nodes { id } } }")]
    [InlineData("query($f: UserFilter = { email: { eq: \"a\" } }) { users(filter: $f) { nodes { id } } }")]
    [InlineData("query($s: StringComparator) { users(filter: { email: $s }) { nodes { id } } }")]
    [InlineData("{ teams(filter: {}) { nodes { id } } }")]
    [InlineData("query($f: TeamFilter) { teams(filter: $f) { nodes { id } } }")]
    [InlineData("mutation { agentSessionCreateOnIssue(input: { issueId: \"1\" }) { agentSession { creator { email } } } }")]
    public async Task It_is_found_wherever_it_hides(string query)
    {
        AssertRefused(await PostAsync("closed", Body(query)));
    }

    [Theory]
    [InlineData("query($f: UserFilter) { users(filter: $f) { nodes { id } } }", """{"f":{"email":{"eq":"a"}}}""")]
    [InlineData("query($f: UserFilter) { users(filter: $f) { nodes { id } } }", """{"f":{"or":[{"name":{"eq":"b"}},{"and":[{"email":null}]}]}}""")]
    [InlineData("query($f: UserFilter) { users(filter: $f) { nodes { id } } }", """{"f":{"or":{"email":{"eq":"a"}}}}""")]
    [InlineData("query($f: IssueFilter) { issues(filter: $f) { nodes { id } } }", """{"f":{"assignee":{"email":{"contains":"a"}}}}""")]
    [InlineData("query($f: [UserFilter!]) { users(filter: { or: $f }) { nodes { id } } }", """{"f":[{"email":{"eq":"a"}}]}""")]
    public async Task Variables_are_looked_through_each_time(string query, string variables)
    {
        string harmless = $$$"""{"query":"{{{query}}}","variables":{}}""";
        string probing = $$$"""{"query":"{{{query}}}","variables":{{{variables}}}}""";

        Assert.Contains("\"data\":", (await PostAsync("closed", harmless)).Body, StringComparison.Ordinal);
        Assert.Contains("\"data\":", (await PostAsync("open", probing)).Body, StringComparison.Ordinal);
        AssertRefused(await PostAsync("closed", probing));
        Assert.Contains("\"data\":", (await PostAsync("closed", harmless)).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ viewer { email: name } }")]
    [InlineData("{ viewer { name email @include(if: false) } }")]
    [InlineData("{ teams(first: 1) { nodes { id name } } }")]
    [InlineData("{ users(filter: { name: { eq: \"email\" } }) { nodes { id } } }")]
    public async Task What_only_looks_like_it_is_answered(string query)
    {
        var (status, body) = await PostAsync("closed", Body(query));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.DoesNotContain("\"errors\":", body, StringComparison.Ordinal);
    }

    private static void AssertRefused((HttpStatusCode Status, string Body) answer)
    {
        Assert.DoesNotContain("\"data\"", answer.Body, StringComparison.Ordinal);
        Assert.Equal(("FORBIDDEN", "forbidden"), (ClientTests.Of(answer.Body, "code"), ClientTests.Of(answer.Body, "type")));
    }

    private static string Body(string query) => JsonSerializer.Serialize(new { query });

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(string client, string body, string accept = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + _clients[client]);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await _gateway.Http.SendAsync(request, Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<HttpResponseMessage> GetAsync(string client, string? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(Emails)}");
        request.Headers.TryAddWithoutValidation("x-api-key", _clients[client]);
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await _gateway.Http.SendAsync(request, Cancel);
    }
}
