using System.Net;
using System.Net.Http.Headers;

namespace Gateway.Tests.Http;

public sealed class StatusTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string GraphQL = "application/graphql-response+json";

    private readonly TestGateway _gateway = fixture.Gateway;

    [Theory]
    [InlineData("""{"query":"{"}""")]
    [InlineData("""{"query":"{ nothing }"}""")]
    [InlineData("""{"query":"query A { __typename }","operationName":"B"}""")]
    [InlineData("""{"query":"query($n: String!) { __type(name: $n) { name } }"}""")]
    public async Task A_request_that_cannot_be_run_has_status_400_for_clients_that_know_better(string body)
    {
        using var graphQL = await PostAsync(body, GraphQL);
        using var json = await PostAsync(body, "application/json");

        Assert.Equal((HttpStatusCode.BadRequest, GraphQL), (graphQL.StatusCode, graphQL.Content.Headers.ContentType?.MediaType));
        Assert.Equal((HttpStatusCode.OK, "application/json"), (json.StatusCode, json.Content.Headers.ContentType?.MediaType));
        Assert.False((await TestGateway.JsonOf(graphQL)).TryGetProperty("data", out _));
    }

    [Fact]
    public async Task A_request_that_was_run_has_status_200_whatever_its_fields_came_to()
    {
        using var response = await PostAsync("""{"query":"{ agentSession(id: \"1\") { id } }"}""", GraphQL);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True((await TestGateway.JsonOf(response)).TryGetProperty("errors", out _));
    }

    [Theory]
    [InlineData(GraphQL)]
    [InlineData("application/json")]
    public async Task What_is_no_request_has_status_400_for_everyone(string accept)
    {
        using var response = await PostAsync("""{"query":7}""", accept);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(accept, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("BAD_REQUEST", (await TestGateway.JsonOf(response)).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_client_that_takes_neither_type_is_told_so_with_406()
    {
        using var response = await PostAsync("""{"query":"{ __typename }"}""", "text/html");

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
    }

    [Fact]
    public async Task A_head_request_gets_the_head_of_what_a_get_would()
    {
        const string Url = "/graphql?query=%7B__typename%7D";
        using var head = new HttpRequestMessage(HttpMethod.Head, Url);

        using var response = await _gateway.Http.SendAsync(head, TestContext.Current.CancellationToken);
        byte[] get = await _gateway.Http.GetByteArrayAsync(Url, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(get.Length, response.Content.Headers.ContentLength);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_options_request_is_told_the_methods()
    {
        using var options = new HttpRequestMessage(HttpMethod.Options, "/graphql");

        using var response = await _gateway.Http.SendAsync(options, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("GET, HEAD, POST, OPTIONS", string.Join(", ", response.Content.Headers.Allow));
    }

    [Fact]
    public async Task Caches_are_told_what_an_answer_to_get_depends_on()
    {
        using var response = await _gateway.Http.GetAsync("/graphql?query=%7B__typename%7D", TestContext.Current.CancellationToken);

        Assert.Equal(["Accept", "Accept-Encoding"], response.Headers.Vary);
        Assert.Equal("no-cache, private", response.Headers.CacheControl?.ToString());
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(body, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        return await _gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
