using System.Net;
using System.Text;
using Gateway.Auth;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Gateway.Configuration;
using Gateway.Health;
using Gateway.Http;
using Gateway.Linear;
using Gateway.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Gateway.Tests.Http;

public sealed class GraphQLEndpointTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private readonly TestGateway _gateway = fixture.Gateway;

    [Fact]
    public async Task Answers_a_query_by_post_in_one_piece()
    {
        using var response = await _gateway.PostAsync("""{"query":"{ __typename }"}""");

        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"data":{"__typename":"Query"}}""", body);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(body.Length, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Says_when_a_value_is_old_because_the_upstream_fails()
    {
        var store = new MemoryRecordStore(1 << 20);
        long fetchedAt = TimeProvider.System.GetUtcNow().AddMinutes(-10).ToUnixTimeMilliseconds();
        RecordEntry[] entries = [.. new[] { "id", "name" }.Select(
            field => new RecordEntry(new FieldKey(field), FieldValue.OfLeaf("\"t1\""u8.ToArray(), 0, 4), 0, fetchedAt))];
        await store.StoreAsync(CacheScope.Service, [new RecordPatch(new EntityKey("Team", "t1"), entries)], CancellationToken.None);
        var upstream = new FakeUpstream((_, _) => Task.FromResult(
            new UpstreamReply { Fault = new UpstreamFault(UpstreamFaultKind.Unreachable, "It cannot be reached.") }));
        await using var gateway = await TestGateway.StartAsync(new GatewaySetup { Upstream = upstream, Store = store });

        using var old = await gateway.PostAsync("""{"query":"{ team(id: \"t1\") { name } }"}""");
        using var none = await gateway.PostAsync("""{"query":"{ team(id: \"t2\") { name } }"}""");

        Assert.Equal("""{"data":{"team":{"name":"t1"}}}""", await old.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("gateway; fwd=stale; detail=stale-if-error", Assert.Single(old.Headers.GetValues("Cache-Status")));
        Assert.Equal("gateway; fwd=miss", Assert.Single(none.Headers.GetValues("Cache-Status")));
    }

    [Fact]
    public async Task Answers_a_query_by_get()
    {
        string url = "/graphql?query=" + Uri.EscapeDataString("query A($n: String!) { __type(name: $n) { name } } query B { __typename }")
            + "&operationName=A&variables=" + Uri.EscapeDataString("""{"n":"Issue"}""");

        string body = await _gateway.Http.GetStringAsync(url, TestContext.Current.CancellationToken);

        Assert.Equal("""{"data":{"__type":{"name":"Issue"}}}""", body);
    }

    [Fact]
    public async Task Reads_escapes_variables_operation_name_and_members_it_does_not_know()
    {
        const string Body = """
            { "x": [1, {}], "extensions": {"a": 1}, "variables": {"n": "User"}, "operationName": "A",
              "query": "query A($n: String!) {\n  \u0061: __type(name: $n) { name }\n} query B { __typename }" }
            """;

        using var response = await _gateway.PostAsync(Body);

        Assert.Equal("""{"data":{"a":{"name":"User"}}}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("""{"query":"{ __typename }","variables":null,"operationName":null,"extensions":null}""")]
    [InlineData("\uFEFF{\"query\":\"{ __typename }\"}")]
    [InlineData("""{"query":"{ __typename }"}   """)]
    public async Task Takes_what_clients_send_for_nothing(string body)
    {
        using var response = await _gateway.PostAsync(body);

        Assert.Equal("""{"data":{"__typename":"Query"}}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("""{"query":"{"}""", "Syntax Error")]
    [InlineData("""{"query":""}""", "Syntax Error")]
    [InlineData("""{"query":"{ nothing }"}""", "nothing")]
    [InlineData("""{"query":"query A { __typename }","operationName":"B"}""", "Unknown operation named \"B\".")]
    [InlineData("""{"query":"query A { __typename } query B { __typename }"}""", "Must provide operation name")]
    [InlineData("""{"query":"query($n: String!) { __type(name: $n) { name } }"}""", "$n")]
    [InlineData("""{"query":"query($n: String!) { __type(name: $n) { name } }","variables":{"n":1}}""", "$n")]
    public async Task Answers_a_refused_document_with_200_and_errors(string body, string part)
    {
        var (status, message) = await TestGateway.OutcomeOf(_gateway.PostAsync(body));

        Assert.Equal(200, status);
        Assert.Contains(part, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("{", "not valid JSON")]
    [InlineData("nonsense", "not valid JSON")]
    [InlineData("""{"query":"{ a }"} x""", "not valid JSON")]
    [InlineData("\"text\"", "must be a JSON object")]
    [InlineData("null", "must be a JSON object")]
    [InlineData("{}", "\"query\"")]
    [InlineData("""{"query":null}""", "\"query\"")]
    [InlineData("""{"query":7}""", "\"query\" must be a string")]
    [InlineData("""{"query":{}}""", "\"query\" must be a string")]
    [InlineData("""{"query":"{ a }","operationName":1}""", "\"operationName\" must be a string")]
    [InlineData("""{"query":"{ a }","variables":[]}""", "\"variables\" must be a JSON object")]
    [InlineData("""{"query":"{ a }","variables":"{}"}""", "\"variables\" must be a JSON object")]
    [InlineData("""{"query":"{ a }","extensions":[]}""", "\"extensions\" must be a JSON object")]
    public async Task Answers_a_body_that_is_no_request_with_400(string body, string part)
    {
        var (status, message) = await TestGateway.OutcomeOf(_gateway.PostAsync(body));

        Assert.Equal(400, status);
        Assert.Contains(part, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/graphql", "\"query\"")]
    [InlineData("/graphql?query=%7Ba%7D&query=%7Bb%7D", "twice")]
    [InlineData("/graphql?query=%7Ba%7D&variables=%5B%5D", "must be a JSON object")]
    [InlineData("/graphql?query=%7Ba%7D&variables=%7B", "not valid JSON")]
    [InlineData("/graphql?query=%7Ba%7D&extensions=%5B%5D", "must be a JSON object")]
    [InlineData("/graphql?query=%7Ba%7D&extensions=%7B%7D%7B", "not valid JSON")]
    public async Task Answers_a_query_string_that_is_no_request_with_400(string url, string part)
    {
        var (status, message) = await TestGateway.OutcomeOf(_gateway.Http.GetAsync(url, TestContext.Current.CancellationToken));

        Assert.Equal(400, status);
        Assert.Contains(part, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData(null)]
    public async Task Answers_a_body_that_is_not_json_with_415(string? contentType)
    {
        var (status, message) = await TestGateway.OutcomeOf(_gateway.PostAsync("""{"query":"{ __typename }"}"""u8.ToArray(), contentType));

        Assert.Equal(415, status);
        Assert.Contains("application/json", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Answers_other_methods_with_405_and_tells_which_there_are(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/graphql");

        using var response = await _gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("GET, HEAD, POST, OPTIONS", string.Join(", ", response.Content.Headers.Allow));
    }

    [Fact]
    public async Task Answers_a_mutation_by_get_with_405_and_sends_nothing_upstream()
    {
        const string Mutation = "mutation { agentSessionCreateOnIssue(input: { issueId: \"1\" }) { success } }";

        using var response = await _gateway.Http.GetAsync("/graphql?query=" + Uri.EscapeDataString(Mutation), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("POST", string.Join(", ", response.Content.Headers.Allow));
    }

    [Fact]
    public async Task Asks_callers_who_come_before_the_start_to_come_back()
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        var options = Options.Create(new HttpOptions());
        var scopes = new CallerScopes(Options.Create(new AuthOptions()));
        var endpoint = new GraphQLEndpoint(null!, null!, new GraphQLReply(options, TimeProvider.System), null!, scopes, null!, null!, options, new Readiness(UpstreamMode.Sandbox));

        await endpoint.AnswerAsync(context);

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, context.Response.StatusCode);
        Assert.Equal("1", context.Response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Passes_the_upstreams_error_on_at_its_path()
    {
        var answer = await _gateway.AskAsync("""{ agentSession(id: "1") { id } }""");

        Assert.Equal("Out of order.", answer.GetProperty("errors")[0].GetProperty("message").GetString());
        Assert.Equal("agentSession", answer.GetProperty("errors")[0].GetProperty("path")[0].GetString());
    }

    [Fact]
    public async Task Bounds_the_body_with_or_without_a_content_length()
    {
        await using var gateway = await TestGateway.StartAsync(("Http:MaxBodyBytes", "2048"));
        byte[] body = Encoding.UTF8.GetBytes($$"""{"query":"{ __typename } #{{new string('x', 3000)}}"}""");
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StreamContent(new MemoryStream(body)) };
        chunked.Content.Headers.ContentType = new("application/json");
        chunked.Headers.TransferEncodingChunked = true;

        var known = await TestGateway.OutcomeOf(gateway.PostAsync(body, "application/json"));
        var unknown = await TestGateway.OutcomeOf(gateway.Http.SendAsync(chunked, TestContext.Current.CancellationToken));

        Assert.Equal((413, "The body is larger than 2048 bytes."), known);
        Assert.Equal(known, unknown);
    }

    [Fact]
    public async Task Lets_the_others_wait_on_when_one_caller_leaves()
    {
        var upstream = FakeUpstream.Answering(_ => """{"errors":[{"message":"Out of order."}]}""");
        await using var gateway = await TestGateway.StartAsync(new GatewaySetup { Upstream = upstream });
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        upstream.Hold();
        using var content = new StringContent("""{"query":"{ agentSession(id: \"1\") { id } }"}""", Encoding.UTF8, "application/json");

        var left = gateway.Http.PostAsync("/graphql", content, leaving.Token);
        await upstream.WaitForSentAsync(1, TestContext.Current.CancellationToken);
        var stays = gateway.AskAsync("""{ agentSession(id: "1") { id } }""");
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        upstream.Release();

        Assert.Equal("Out of order.", (await stays).GetProperty("errors")[0].GetProperty("message").GetString());
    }
}
