using System.Net;
using System.Text;

namespace Gateway.Tests.Http;

public sealed class CrossSiteTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Query = "/graphql?query=%7B__typename%7D";
    private const string Tools = "https://tools.example.com";

    private readonly TestGateway _gateway = fixture.Gateway;

    [Theory]
    [InlineData("text/plain", """{"query":"{ __typename }"}""")]
    [InlineData("application/x-www-form-urlencoded", "query=%7B+__typename+%7D")]
    public async Task What_a_form_of_any_page_can_send_is_taken_with_a_header_that_it_cannot(string type, string body)
    {
        foreach (string header in (string[])["GraphQL-Preflight", "Apollo-Require-Preflight", "X-Apollo-Operation-Name"])
        {
            using var response = await SendAsync(Post(body, type), (header, "1"));

            Assert.Equal("""{"data":{"__typename":"Query"}}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        using var bare = await SendAsync(Post(body, type));
        using var empty = await SendAsync(Post(body, type), ("GraphQL-Preflight", ""));
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, HttpStatusCode.UnsupportedMediaType), (bare.StatusCode, empty.StatusCode));
        Assert.Equal("application/json", Assert.Single(bare.Headers.GetValues("Accept-Post")));
    }

    [Fact]
    public async Task A_file_upload_is_not_taken_even_with_the_header()
    {
        using var response = await SendAsync(Post("--x--", "multipart/form-data; boundary=x"), ("GraphQL-Preflight", "1"));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData("no-cors", HttpStatusCode.Forbidden)]
    [InlineData("cors", HttpStatusCode.OK)]
    [InlineData("same-origin", HttpStatusCode.OK)]
    [InlineData("navigate", HttpStatusCode.OK)]
    public async Task A_get_that_no_script_has_sent_is_refused(string mode, HttpStatusCode expected)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, Query), ("Sec-Fetch-Mode", mode));
        using var preflighted = await SendAsync(
            new HttpRequestMessage(HttpMethod.Get, Query), ("Sec-Fetch-Mode", mode), ("GraphQL-Preflight", "1"));

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, preflighted.StatusCode);
    }

    [Fact]
    public async Task Pages_of_other_origins_may_not_read_answers_unless_that_is_configured()
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, Query), ("Origin", Tools));
        using var preflight = await SendAsync(
            new HttpRequestMessage(HttpMethod.Options, "/graphql"), ("Origin", Tools), ("Access-Control-Request-Method", "POST"));

        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Pages_of_the_origins_that_are_configured_may_call_and_no_others()
    {
        await using var gateway = await TestGateway.StartAsync(
            ("Http:CorsOrigins", $"https://a.example.com, {Tools}"), ("Http:CorsCredentials", "true"), ("Http:CorsMaxAge", "00:01:00"));
        using var get = With(new HttpRequestMessage(HttpMethod.Get, Query), ("Origin", Tools));
        using var other = With(new HttpRequestMessage(HttpMethod.Get, Query), ("Origin", "https://b.example.com"));
        using var preflight = With(
            new HttpRequestMessage(HttpMethod.Options, "/graphql"),
            ("Origin", Tools), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type,x-api-key"));

        using var answer = await gateway.Http.SendAsync(get, TestContext.Current.CancellationToken);
        using var refusal = await gateway.Http.SendAsync(other, TestContext.Current.CancellationToken);
        using var allowed = await gateway.Http.SendAsync(preflight, TestContext.Current.CancellationToken);

        Assert.Equal(Tools, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal("true", Header(answer, "Access-Control-Allow-Credentials"));
        Assert.Contains("Cache-Status", Header(answer, "Access-Control-Expose-Headers"), StringComparison.Ordinal);
        Assert.Contains("Origin", answer.Headers.Vary);
        Assert.False(refusal.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(HttpStatusCode.NoContent, allowed.StatusCode);
        Assert.Contains("POST", Header(allowed, "Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.Contains("x-api-key", Header(allowed, "Access-Control-Allow-Headers"), StringComparison.Ordinal);
        Assert.Equal("60", Header(allowed, "Access-Control-Max-Age"));
    }

    [Theory]
    [InlineData("tools.example.com", "false")]
    [InlineData("https://tools.example.com/path", "false")]
    [InlineData("https://a.example.com, *", "false")]
    [InlineData("*", "true")]
    public async Task Origins_that_are_none_are_a_fault_of_the_start(string origins, string credentials)
    {
        var error = await Assert.ThrowsAsync<StartException>(
            () => TestGateway.StartAsync(("Http:CorsOrigins", origins), ("Http:CorsCredentials", credentials)));

        Assert.Contains("Http:CorsOrigins", error.Message, StringComparison.Ordinal);
    }

    private static HttpRequestMessage Post(string body, string type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = content };
    }

    private static HttpRequestMessage With(HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join(", ", response.Headers.GetValues(name));

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        using (With(request, headers))
        {
            return await _gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        }
    }
}
