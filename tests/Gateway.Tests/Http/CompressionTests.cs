using System.IO.Compression;
using System.Net;
using System.Text;

namespace Gateway.Tests.Http;

public sealed class CompressionTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string LongQuery = "{ __schema { types { name kind } } }";

    private readonly TestGateway _gateway = fixture.Gateway;

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, deflate, br", "br")]
    public async Task Compresses_a_long_answer_as_the_client_likes_it(string accept, string coding)
    {
        string plain = await TextOf(await SendAsync(LongQuery, "identity"));

        using var response = await SendAsync(LongQuery, accept);
        byte[] body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal(coding, Assert.Single(response.Content.Headers.ContentEncoding));
        Assert.Equal(body.Length, response.Content.Headers.ContentLength);
        Assert.InRange(body.Length, 1, plain.Length / 3);
        Assert.Equal(plain, Encoding.UTF8.GetString(Expand(body, coding)));
    }

    [Fact]
    public async Task Leaves_a_short_answer_and_one_that_nobody_wants_compressed_as_they_are()
    {
        using var brief = await SendAsync("{ __typename }", "gzip");
        using var plain = await SendAsync(LongQuery, null);

        Assert.Empty(brief.Content.Headers.ContentEncoding);
        Assert.Empty(plain.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Compresses_nothing_when_that_is_switched_off()
    {
        await using var gateway = await TestGateway.StartAsync(("Http:Compression", "false"));
        using var request = Request(LongQuery, "br");

        using var response = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Empty(response.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("GZIP")]
    public async Task Takes_a_compressed_body(string coding)
    {
        var content = Compressed("""{"query":"{ __typename }"}""", coding);

        using var response = await _gateway.Http.PostAsync("/graphql", content, TestContext.Current.CancellationToken);

        Assert.Equal("""{"data":{"__typename":"Query"}}""", await TextOf(response));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Bounds_what_a_small_body_may_grow_to(string coding)
    {
        var content = Compressed($$"""{"query":"{ __typename }{{new string(' ', 50_000_000)}}"}""", coding);
        Assert.InRange(content.Headers.ContentLength ?? 0, 1, 100_000);

        var (status, message) = await TestGateway.OutcomeOf(
            _gateway.Http.PostAsync("/graphql", content, TestContext.Current.CancellationToken));

        Assert.Equal((413, "The body is larger than 4194304 bytes."), (status, message));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Answers_a_body_that_is_not_in_the_coding_it_names_with_400(string coding)
    {
        var content = new ByteArrayContent("""{"query":"{ __typename }"}"""u8.ToArray());
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentEncoding.Add(coding);

        var (status, _) = await TestGateway.OutcomeOf(_gateway.Http.PostAsync("/graphql", content, TestContext.Current.CancellationToken));

        Assert.Equal(400, status);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Answers_half_a_compressed_body_with_400(string coding)
    {
        byte[] whole = await Compressed("""{"query":"{ __typename }"}""", coding).ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var content = new ByteArrayContent(whole[..(whole.Length / 2)]);
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentEncoding.Add(coding);

        var (status, _) = await TestGateway.OutcomeOf(_gateway.Http.PostAsync("/graphql", content, TestContext.Current.CancellationToken));

        Assert.Equal(400, status);
    }

    [Fact]
    public async Task Tells_which_codings_it_takes_where_it_does_not_know_one()
    {
        var content = new ByteArrayContent([1, 2, 3]);
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentEncoding.Add("zstd");

        using var response = await _gateway.Http.PostAsync("/graphql", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("br, gzip", string.Join(", ", response.Headers.GetValues("Accept-Encoding")));
    }

    private static HttpRequestMessage Request(string query, string? accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString(query));
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accept);
        }

        return request;
    }

    private static ByteArrayContent Compressed(string text, string coding)
    {
        var target = new MemoryStream();
        using (Stream stream = coding == "br" ? new BrotliStream(target, CompressionLevel.Optimal) : new GZipStream(target, CompressionLevel.Optimal))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        var content = new ByteArrayContent(target.ToArray());
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentEncoding.Add(coding);
        return content;
    }

    private static byte[] Expand(byte[] body, string coding)
    {
        using Stream stream = coding == "br"
            ? new BrotliStream(new MemoryStream(body), CompressionMode.Decompress)
            : new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        var target = new MemoryStream();
        stream.CopyTo(target);
        return target.ToArray();
    }

    private static async Task<string> TextOf(HttpResponseMessage response)
    {
        using (response)
        {
            return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string query, string? accept)
    {
        using var request = Request(query, accept);
        return await _gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
