using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Tests.Http;

/// <summary>What is written to the socket by hand, as no client would.</summary>
public sealed class HostileConnectionTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Query = """{"query":"{ __typename }"}""";

    private readonly TestGateway _gateway = fixture.Gateway;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Requests => new()
    {
        { "a header of 40 KB", $"POST /graphql HTTP/1.1\r\nHost: a\r\nX-Long: {new string('a', 40_000)}\r\n\r\n", "431" },
        { "two hundred headers", $"POST /graphql HTTP/1.1\r\nHost: a\r\n{string.Concat(Enumerable.Repeat("X-Many: 1\r\n", 200))}\r\n", "431" },
        { "a path of 10 KB", $"GET /graphql?query={new string('a', 10_000)} HTTP/1.1\r\nHost: a\r\n\r\n", "414" },
        { "two lengths", $"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 26\r\nContent-Length: 27\r\n\r\n{Query}", "400" },
        { "a negative length", "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", "400" },
        { "a chunk whose length is no number", "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "400" },
        { "a line feed in a header's name", "POST /graphql HTTP/1.1\r\nHost: a\r\nX-\nY: 1\r\n\r\n", "400" },
        { "a null byte in a header", "POST /graphql HTTP/1.1\r\nHost: a\r\nAuthorization: a\0b\r\n\r\n", "400" },
        { "two hosts", "POST /graphql HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400" },
        { "no HTTP at all", "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n", "400" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_request_that_breaks_the_rules_of_http_is_refused_and_the_next_connection_is_served(string name, string request, string status)
    {
        string answer = await SendAsync(request);

        Assert.True(answer.StartsWith($"HTTP/1.1 {status} ", StringComparison.Ordinal), $"{name}: {answer}");
        Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
        Assert.Equal("Query", (await _gateway.AskAsync("{ __typename }")).GetProperty("data").GetProperty("__typename").GetString());
    }

    [Fact]
    public async Task A_request_hidden_in_the_body_of_another_is_not_answered()
    {
        // To a proxy that goes by the length all of it is one request.
        string hidden = $"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {Query.Length}\r\n\r\n{Query}";
        string body = $"0\r\n\r\n{hidden}";

        string answer = await SendAsync(
            $"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nTransfer-Encoding: chunked\r\n\r\n{body}");

        Assert.DoesNotContain("__typename", answer, StringComparison.Ordinal);
        Assert.Equal(1, answer.Split("HTTP/1.1 ").Length - 1);
    }

    [Theory]
    [InlineData("headers", "POST /graphql HTTP/1.1\r\nHost: a\r\n", "X-Slow: 1\r\n")]
    [InlineData("body", "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 26\r\n\r\n", " ")]
    [InlineData("webhook", "POST /webhooks/linear HTTP/1.1\r\nHost: a\r\nLinear-Signature: 00\r\nContent-Length: 100\r\n\r\n", " ")]
    public async Task Who_sends_a_byte_now_and_then_is_not_waited_for(string what, string begin, string more)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(_gateway.Host.Address.Host, _gateway.Host.Address.Port, Cancel);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(begin), Cancel);
        long started = Stopwatch.GetTimestamp();
        var ending = ReadAllAsync(stream);
        while (!ending.IsCompleted && Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(25))
        {
            await Task.WhenAny(ending, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancel));
            await TryWriteAsync(stream, more);
        }

        Assert.True(ending.IsCompleted, $"The connection is still open: {what}.");
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20));
    }

    private async Task<string> SendAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(_gateway.Host.Address.Host, _gateway.Host.Address.Port, Cancel);
        var stream = socket.GetStream();
        await TryWriteAsync(stream, request);
        return await ReadAllAsync(stream).WaitAsync(TimeSpan.FromSeconds(20), Cancel);
    }

    private static async Task TryWriteAsync(NetworkStream stream, string text)
    {
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(text), Cancel);
        }
        catch (IOException)
        {
            // Refused before it was read to the end.
        }
    }

    private static async Task<string> ReadAllAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer, Cancel) is > 0 and var length)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, length));
            }
        }
        catch (IOException)
        {
            // Reset, since not all of it was read.
        }

        return text.ToString();
    }
}
