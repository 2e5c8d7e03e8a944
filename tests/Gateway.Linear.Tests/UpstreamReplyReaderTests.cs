namespace Gateway.Linear.Tests;

public sealed class UpstreamReplyReaderTests
{
    private const string NotFound =
        """
        {"errors":[{"message":"Entity not found: Issue","path":["issue",0,"x"],"locations":[{"line":1,"column":2}],
        "extensions":{"type":"invalid input", "code":"INPUT_ERROR","meta":{"type":"no","code":[1]},"userError":true}}],"data":null}
        """;

    [Fact]
    public void Reads_an_error_with_its_path_type_and_code()
    {
        var error = Assert.Single(Read(NotFound).Errors);

        Assert.Equal("Entity not found: Issue", error.Message);
        Assert.Equal([new("issue", -1), new(null, 0), new("x", -1)], error.Path);
        Assert.Equal(("invalid input", "INPUT_ERROR"), (error.Type, error.Code));
        Assert.True(error.IsNotFound);
        Assert.False(error.IsRateLimited);
    }

    [Fact]
    public void Keeps_the_bytes_of_extensions()
    {
        var error = Assert.Single(Read(NotFound).Errors);

        Assert.Equal(
            """{"type":"invalid input", "code":"INPUT_ERROR","meta":{"type":"no","code":[1]},"userError":true}""", error.Extensions.Text());
    }

    [Theory]
    [InlineData("Entity not found: Issue", "invalid input", true)]
    [InlineData("Argument Validation Error", "invalid input", false)]
    [InlineData("Entity not found: Issue", "internal error", false)]
    [InlineData("Entity not found: Issue", null, false)]
    public void Takes_type_and_message_together_for_not_found(string message, string? type, bool expected) =>
        Assert.Equal(expected, new UpstreamError(message) { Type = type }.IsNotFound);

    [Theory]
    [InlineData("ratelimited", null, true)]
    [InlineData(null, "RATELIMITED", true)]
    [InlineData("invalid input", "INPUT_ERROR", false)]
    public void Knows_the_rate_limit_by_type_or_code(string? type, string? code, bool expected) =>
        Assert.Equal(expected, new UpstreamError("m") { Type = type, Code = code }.IsRateLimited);

    [Theory]
    [InlineData("""{"data":{"a":[{"data":1}]}}""", """{"a":[{"data":1}]}""")]
    [InlineData("""{"errors":null,"extensions":{"data":{}},"data":{}}""", "{}")]
    [InlineData("""{"errors":[],"data":{"x":"}"}}""", """{"x":"}"}""")]
    [InlineData(" \n{ \"d\\u0061ta\" : { } } \r\n", "{ }")]
    [InlineData("\uFEFF{\"data\":{\"a\":\"\\uD83D\"}}", "{\"a\":\"\\uD83D\"}")]
    public void Finds_data_wherever_it_stands(string body, string data)
    {
        var reply = Read(body);

        Assert.Null(reply.Fault);
        Assert.Equal(data, reply.Data.Text());
        Assert.Empty(reply.Errors);
    }

    [Theory]
    [InlineData("""[null]""")]
    [InlineData("""["text"]""")]
    [InlineData("""[[{"message":"inner"}]]""")]
    [InlineData("""[{}]""")]
    [InlineData("""[{"message":5,"path":"p","extensions":[{"type":"t"}]}]""")]
    [InlineData("""[{"extensions":{"type":{"type":"t"},"code":null},"path":[{},[1],null]}]""")]
    public void An_error_of_odd_shape_is_still_an_error(string errors)
    {
        var reply = Read($$$"""{"errors":{{{errors}}},"data":{"after":1}}""");

        var error = Assert.Single(reply.Errors);
        Assert.Equal("Linear reported an error without a message.", error.Message);
        Assert.Empty(error.Path);
        Assert.Null(error.Type);
        Assert.Equal("""{"after":1}""", reply.Data.Text());
    }

    [Fact]
    public void A_message_cut_within_an_emoji_is_still_told()
    {
        var reply = Read("""{"errors":[{"message":"cut \ud83d","path":["a"]}]}""");

        Assert.Equal("""cut \ud83d""", Assert.Single(reply.Errors).Message);
    }

    [Theory]
    [InlineData("", "cut off")]
    [InlineData("{", "cut off")]
    [InlineData("""{"data":{}""", "cut off")]
    [InlineData("""{"data":{}}}""", "cut off")]
    [InlineData("""{"data":{}} {"data":{}}""", "cut off")]
    [InlineData("\u0000", "cut off")]
    [InlineData("""{"\ud83daaaaaaa":1,"data":{},}""", "cut off")]
    [InlineData("null", "not a JSON object")]
    [InlineData("\"data\"", "not a JSON object")]
    [InlineData("[{\"data\":{}}]", "not a JSON object")]
    [InlineData(" <html>", "HTML")]
    [InlineData("{}", "neither")]
    [InlineData("""{"data":null,"errors":[]}""", "neither")]
    [InlineData("""{"data":{},"data":null}""", "neither")]
    [InlineData("""{"data":[]}""", "not a GraphQL response")]
    [InlineData("""{"data":"x"}""", "not a GraphQL response")]
    [InlineData("""{"data":{},"errors":"oops"}""", "not a GraphQL response")]
    [InlineData("""{"data":{},"errors":{"message":"oops"}}""", "not a GraphQL response")]
    public void Says_what_is_wrong_with_an_answer(string body, string message)
    {
        var reply = Read(body);

        Assert.Equal(UpstreamFaultKind.Malformed, reply.Fault?.Kind);
        Assert.Contains(message, reply.Fault?.Message);
        Assert.True(reply.Data.IsEmpty && reply.Errors.IsEmpty);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_malformed_even_inside_data()
    {
        byte[] latin1 = [.. "{\"data\":{\"a\":\""u8, 0xE4, .. "\"}}"u8];

        Assert.Contains("UTF-8", UpstreamReplyReader.Read(latin1, default).Fault?.Message);
    }

    [Theory]
    [InlineData(250, true)]
    [InlineData(1_000_000, false)]
    public void Nesting_is_bounded(int depth, bool fits)
    {
        var body = $$$"""{"data":{"a":{{{new string('[', depth)}}}{{{new string(']', depth)}}}}}""";

        Assert.Equal(fits, Read(body).Fault is null);
    }

    [Fact]
    public void Every_prefix_of_an_answer_is_malformed_and_throws_nothing()
    {
        for (var length = 0; length < NotFound.Length - 2; length++)
        {
            Assert.Equal(UpstreamFaultKind.Malformed, Read(NotFound[..length]).Fault?.Kind);
        }
    }

    [Fact]
    public void Random_bytes_and_random_damage_throw_nothing()
    {
        var random = new Random(20261122);
        var whole = Bytes.Of(NotFound).ToArray();
        for (var round = 0; round < 20_000; round++)
        {
            var body = whole.ToArray();
            for (var damage = random.Next(1, 6); damage > 0; damage--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            var reply = UpstreamReplyReader.Read(body, default);

            Assert.Equal(reply.Fault is not null, reply.Data.IsEmpty && reply.Errors.IsEmpty);
        }
    }

    private static UpstreamReply Read(string body) => UpstreamReplyReader.Read(Bytes.Of(body), default);
}
