using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Gateway.Linear.Tests;

public sealed class LinearClientAnswerTests
{
    private const string RateLimited =
        """
        {"errors":[{"message":"Rate limit exceeded. Only 2500 requests are allowed per 1 hour.","extensions":{"type":"ratelimited",
        "code":"RATELIMITED","statusCode":429,"userError":true,"meta":{"rateLimitResult":{"allowed":false}},"http":{"status":400}}}]}
        """;

    [Fact]
    public async Task Hands_on_the_bytes_of_data_as_they_came()
    {
        await using var server = await LoopbackServer.AnsweringAsync(200, """{"data": {"b" : 1.0, "a":"\u00e4"} }""");
        using var client = ClientUnderTest.For(server);

        var reply = await client.SendAsync();

        Assert.Equal("""{"b" : 1.0, "a":"\u00e4"}""", reply.Data.Text());
        Assert.Null(reply.Fault);
        Assert.Empty(reply.Errors);
    }

    [Fact]
    public async Task Hands_on_what_there_is_of_a_partial_answer()
    {
        await using var server = await LoopbackServer.AnsweringAsync(200, """{"data":{"a":1,"b":null},"errors":[{"message":"no","path":["b"]}]}""");
        using var client = ClientUnderTest.For(server);

        var reply = await client.SendAsync();

        Assert.Null(reply.Fault);
        Assert.Equal("""{"a":1,"b":null}""", reply.Data.Text());
        Assert.Equal("no", Assert.Single(reply.Errors).Message);
    }

    [Fact]
    public async Task Knows_the_rate_limit_behind_HTTP_status_400()
    {
        await using var server = await LoopbackServer.AnsweringAsync(400, RateLimited);
        using var client = ClientUnderTest.For(server);

        var reply = await client.SendAsync();

        Assert.Null(reply.Fault);
        Assert.True(Assert.Single(reply.Errors).IsRateLimited);
        Assert.True(reply.Data.IsEmpty);
    }

    [Fact]
    public async Task Hands_on_the_errors_of_a_401_and_gives_them_the_type_they_lack()
    {
        var body = """{"errors":[{"message":"who?"},{"message":"x","extensions":{"type":"other"}}]}""";
        await using var server = await LoopbackServer.AnsweringAsync(401, body);
        using var client = ClientUnderTest.For(server);

        var reply = await client.SendAsync();

        Assert.Null(reply.Fault);
        Assert.Equal(["authentication error", "other"], reply.Errors.Select(error => error.Type));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Understands_compressed_answers(string encoding)
    {
        await using var server = await CompressedAsync(encoding, """{"data":{"a":1}}"""u8.ToArray());
        using var client = ClientUnderTest.For(server);

        var reply = await client.SendAsync();

        Assert.Equal("""{"a":1}""", reply.Data.Text());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_compressed_bomb_is_read_no_further_than_the_bound(string encoding)
    {
        var max = 64 * 1024;
        var bomb = new byte[64 * 1024 * 1024];
        await using var server = await CompressedAsync(encoding, bomb);
        using var client = new ClientUnderTest(
            new LinearOptions { Endpoint = server.Endpoint, ApiKey = "k", MaxResponseBytes = max }, TimeProvider.System);

        var reply = await client.SendAsync();

        Assert.Equal(UpstreamFaultKind.TooLarge, reply.Fault?.Kind);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, UpstreamFaultKind.TooLarge)]
    public async Task Reads_an_answer_of_exactly_the_bound_and_not_one_byte_more(int over, UpstreamFaultKind? expected)
    {
        var max = 64 * 1024;
        var body = """{"data":{}}""".PadRight(max + over);
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            await context.Response.StartAsync(); // no Content-Length, so that the bound is found while reading
            await context.Response.WriteAsync(body);
        });
        using var client = new ClientUnderTest(
            new LinearOptions { Endpoint = server.Endpoint, ApiKey = "k", MaxResponseBytes = max }, TimeProvider.System);

        var reply = await client.SendAsync();

        Assert.Equal(expected, reply.Fault?.Kind);
    }

    [Fact]
    public async Task Reads_a_large_answer_that_comes_in_pieces()
    {
        var text = new string('x', 3_000_000);
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            await context.Response.WriteAsync("{\"data\":{\"t\":\"");
            foreach (var piece in text.Chunk(100_000))
            {
                await context.Response.WriteAsync(new string(piece));
                await context.Response.Body.FlushAsync();
            }

            await context.Response.WriteAsync("\"}}");
        });
        using var client = ClientUnderTest.For(server);

        var reply = await client.SendAsync();

        Assert.Equal($$"""{"t":"{{text}}"}""", reply.Data.Text());
    }

    [Fact]
    public async Task Reads_what_the_headers_say_about_the_quota()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.StatusCode = 400;
            context.Response.Headers["X-RateLimit-Requests-Limit"] = "2500";
            context.Response.Headers["X-RateLimit-Requests-Remaining"] = "0";
            context.Response.Headers["X-Complexity"] = "12.3";
            context.Response.Headers["X-RateLimit-Complexity-Reset"] = "1790000000000";
            context.Response.Headers.RetryAfter = "7";
            await context.Response.WriteAsync(RateLimited);
        });
        using var client = ClientUnderTest.For(server);

        var reading = (await client.SendAsync()).RateLimit;

        Assert.Equal(new RateLimitReading
        {
            RequestsLimit = 2500,
            RequestsRemaining = 0,
            Complexity = 13,
            ComplexityReset = DateTimeOffset.FromUnixTimeMilliseconds(1790000000000),
            RetryAfter = TimeSpan.FromSeconds(7),
        }, reading);
    }

    private static Task<LoopbackServer> CompressedAsync(string encoding, byte[] plain)
    {
        using var packed = new MemoryStream();
        using (Stream packer = encoding == "gzip"
            ? new GZipStream(packed, CompressionLevel.Fastest)
            : new BrotliStream(packed, CompressionLevel.Fastest))
        {
            packer.Write(plain);
        }

        var body = packed.ToArray();
        return LoopbackServer.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            await context.Response.Body.WriteAsync(body);
        });
    }
}
