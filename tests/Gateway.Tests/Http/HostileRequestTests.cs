using System.Text;
using Gateway.Linear;
using Gateway.Testing;

namespace Gateway.Tests.Http;

public sealed class HostileRequestTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private readonly TestGateway _gateway = fixture.Gateway;

    public static TheoryData<string, int> Bodies => new()
    {
        { "lone surrogate in the document", 400 },
        { "lone surrogate in the operation name", 400 },
        { "lone surrogate in a variable", 200 },
        { "lone surrogate in the name of a variable", 400 },
        { "lone surrogate in the name of a member", 400 },
        { "invalid UTF-8 in the document", 400 },
        { "invalid UTF-8 in a variable", 400 },
        { "overlong UTF-8", 400 },
        { "null byte in the document", 200 },
        { "null byte between the members", 400 },
        { "query twice", 400 },
        { "query twice, once escaped", 400 },
        { "a variable twice", 400 },
        { "100,000 brackets", 400 },
        { "100,000 brackets in the variables", 400 },
        { "100,000 braces in the document", 200 },
        { "100,000 braces in the operation name", 400 },
        { "a document of 2 MB", 200 },
        { "a document of 10 MB", 413 },
        { "a number of 100,000 digits", 200 },
        { "half a body", 400 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Is_told_what_is_wrong_and_no_more(string name, int status)
    {
        var (actual, message) = await TestGateway.OutcomeOf(_gateway.PostAsync(BodyOf(name), "application/json"));

        Assert.Equal(status, actual);
        Assert.InRange(message?.Length ?? 1, 1, 2500);
        Assert.DoesNotContain("   at ", message ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("Error 1002", _gateway.Log.Text, StringComparison.Ordinal);
        Assert.Equal("Query", (await _gateway.AskAsync("{ __typename }")).GetProperty("data").GetProperty("__typename").GetString());
    }

    [Fact]
    public async Task Tells_nothing_of_a_bug_to_the_caller_but_logs_it()
    {
        var upstream = new FakeUpstream((_, _) => Task.FromException<UpstreamReply>(new InvalidOperationException("our own business")));
        await using var gateway = await TestGateway.StartAsync(new GatewaySetup { Upstream = upstream, Store = new BrokenStore() });

        var outcome = await TestGateway.OutcomeOf(gateway.PostAsync("""{"query":"{ agentSession(id: \"1\") { id } }"}"""));

        Assert.Equal((500, "Internal server error."), outcome);
        Assert.Contains("Error 1002", gateway.Log.Text, StringComparison.Ordinal);
    }

    private static byte[] BodyOf(string name) => name switch
    {
        "lone surrogate in the document" => """{"query":"{ __type(name: \"\ud800\") { name } }"}"""u8.ToArray(),
        "lone surrogate in the operation name" => """{"query":"{ __typename }","operationName":"\udc00"}"""u8.ToArray(),
        "lone surrogate in a variable" => """{"query":"query($n: String!) { __type(name: $n) { name } }","variables":{"n":"\ud800"}}"""u8.ToArray(),
        "lone surrogate in the name of a variable" => """{"query":"{ __typename }","variables":{"\ud800":1}}"""u8.ToArray(),
        "lone surrogate in the name of a member" => """{"\ud800":1,"query":"{ __typename }"}"""u8.ToArray(),
        "invalid UTF-8 in the document" => [.. "{\"query\":\"{ a } #"u8, 0xFF, 0xFE, .. "\"}"u8],
        "invalid UTF-8 in a variable" => [.. "{\"query\":\"{ a }\",\"variables\":{\"a\":\""u8, 0xC3, .. "\"}}"u8],
        "overlong UTF-8" => [.. "{\"query\":\"{ a } #"u8, 0xC0, 0x80, .. "\"}"u8],
        "null byte in the document" => """{"query":"{ __typename \u0000 }"}"""u8.ToArray(),
        "null byte between the members" => [.. "{\"query\":"u8, 0, .. "\"{ a }\"}"u8],
        "query twice" => """{"query":"{ a }","query":"{ b }"}"""u8.ToArray(),
        "query twice, once escaped" => """{"query":"{ a }","\u0071uery":"{ b }"}"""u8.ToArray(),
        "a variable twice" => """{"query":"{ __typename }","variables":{"a":1,"a":2}}"""u8.ToArray(),
        "100,000 brackets" => Encoding.UTF8.GetBytes(new string('[', 100_000)),
        "100,000 brackets in the variables" => Encoding.UTF8.GetBytes($$"""{"query":"{ a }","variables":{"a":{{new string('[', 100_000)}}"""),
        "100,000 braces in the document" => Encoding.UTF8.GetBytes($$"""{"query":"{{new string('{', 100_000)}}"}"""),
        "100,000 braces in the operation name" => Encoding.UTF8.GetBytes($$"""{"query":"{ a }","operationName":"{{new string('{', 100_000)}}"}"""),
        "a document of 2 MB" => Encoding.UTF8.GetBytes($$"""{"query":"{{new string(' ', 2_000_000)}}{ __typename }"}"""),
        "a document of 10 MB" => Encoding.UTF8.GetBytes($$"""{"query":"{{new string(' ', 10_000_000)}}{ __typename }"}"""),
        "a number of 100,000 digits" =>
        [
            .. """{"query":"query($n: String!) { __type(name: $n) { name } }","variables":{"n":"""u8,
            .. Encoding.UTF8.GetBytes(new string('9', 100_000)),
            .. "}}"u8,
        ],
        "half a body" => """{"query":"{ __typena"""u8.ToArray(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };
}
