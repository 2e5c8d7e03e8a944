using System.Net;
using Gateway.Linear;
using Gateway.Testing;

namespace Gateway.Tests.Http;

public sealed class BatchTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private readonly TestGateway _gateway = fixture.Gateway;

    [Fact]
    public async Task Answers_an_array_of_requests_by_an_array_in_the_same_order()
    {
        const string Body = """
            [ {"query":"{ a: __typename }"}, {"query":"query($n: String!) { __type(name: $n) { name } }","variables":{"n":"User"}},
              {"query":"{ nothing }"}, {"query":"query X { __typename } query Y { y: __typename }","operationName":"Y"} ]
            """;

        using var response = await _gateway.PostAsync(Body);
        var answers = await TestGateway.JsonOf(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(4, answers.GetArrayLength());
        Assert.Equal("""{"data":{"a":"Query"}}""", answers[0].GetRawText());
        Assert.Equal("""{"data":{"__type":{"name":"User"}}}""", answers[1].GetRawText());
        Assert.False(answers[2].TryGetProperty("data", out _));
        Assert.Equal("""{"data":{"y":"Query"}}""", answers[3].GetRawText());
    }

    [Fact]
    public async Task Fetches_together_what_the_requests_of_one_body_lack()
    {
        // As long as an answer takes, the others come together behind the first. An upstream that answers at once would be through with it before.
        var upstream = new FakeUpstream(async (_, cancel) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancel);
            return new UpstreamReply { Fault = new UpstreamFault(UpstreamFaultKind.Unreachable, "It cannot be reached.") };
        });
        await using var gateway = await TestGateway.StartAsync(new GatewaySetup { Upstream = upstream });
        string[] items = [.. Enumerable.Range(1, 8).Select(i => $$"""{"query":"{ issue(id: \"00000000-0000-4000-8000-00000000000{{i}}\") { title } }"}""")];

        using var response = await gateway.PostAsync($"[{string.Join(',', items)}]");

        Assert.Equal(8, (await TestGateway.JsonOf(response)).GetArrayLength());
        Assert.InRange(upstream.Sent.Count, 1, 2);
    }

    [Theory]
    [InlineData("[]", "empty array")]
    [InlineData("[1]", "must be a JSON object")]
    [InlineData("[[]]", "must be a JSON object")]
    [InlineData("""[{"query":"{ a }"},{}]""", "\"query\"")]
    [InlineData("""[{"query":"{ a }"}""", "not valid JSON")]
    [InlineData("""[{"query":"{ a }"}] x""", "not valid JSON")]
    [InlineData("""[{"query":"{ a }"},{"query":1}]""", "must be a string")]
    public async Task Answers_an_array_that_holds_anything_but_requests_with_400(string body, string part)
    {
        var (status, message) = await TestGateway.OutcomeOf(_gateway.PostAsync(body));

        Assert.Equal(400, status);
        Assert.Contains(part, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_no_more_requests_at_once_than_are_allowed()
    {
        await using var gateway = await TestGateway.StartAsync(("Http:MaxBatch", "2"));
        static string Batch(int count) => $"[{string.Join(',', Enumerable.Repeat("""{"query":"{ __typename }"}""", count))}]";

        using var two = await gateway.PostAsync(Batch(2));
        var three = await TestGateway.OutcomeOf(gateway.PostAsync(Batch(3)));

        Assert.Equal(2, (await TestGateway.JsonOf(two)).GetArrayLength());
        Assert.Equal((400, "The body holds more than 2 requests."), three);
    }

    [Fact]
    public async Task Takes_no_arrays_when_they_are_switched_off()
    {
        await using var gateway = await TestGateway.StartAsync(("Http:MaxBatch", "0"));

        var outcome = await TestGateway.OutcomeOf(gateway.PostAsync("""[{"query":"{ __typename }"}]"""));

        Assert.Equal((400, "The body must be a JSON object."), outcome);
    }

    [Fact]
    public async Task Answers_in_plain_json_which_alone_may_be_an_array()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent("""[{"query":"{ __typename }"}]""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Accept.Add(new("application/graphql-response+json"));

        using var response = await _gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }
}
