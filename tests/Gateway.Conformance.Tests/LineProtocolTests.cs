using System.Text.Json;

namespace Gateway.Conformance.Tests;

/// <summary>Requests that cannot be understood are answered as what they are, and the driver goes on.</summary>
public sealed class LineProtocolTests(Driver driver) : IClassFixture<Driver>
{
    [Theory]
    [InlineData("""{"id":1,"command":"validate","schema":"type Query { abc: Int }","document":"{ b }"}""",
        """{"id":1,"ok":true,"errors":[{"message":"Cannot query field \"b\" on type \"Query\".","locations":[{"line":1,"column":3}]}]}""")]
    [InlineData("""{"id":2,"command":"execute","schema":"type Query { a: Int, e(x: Int = 3): Any } scalar Any","document":"{ a e }","data":{"a":1,"e":{"$args":true}}}""",
        """{"id":2,"ok":true,"result":{"data":{"a":1,"e":{"x":3}}}}""")]
    [InlineData("""{"id":"x\"","command":"parse","document":"query A{a}"}""", """{"id":"x\"","ok":true,"printed":"query A {\n  a\n}"}""")]
    [InlineData("""{"id":1.50,"command":"parse","document":"{"}""",
        """{"id":1.50,"ok":false,"stage":"document","errors":[{"message":"Syntax Error: Expected Name, found <EOF>.","locations":[{"line":1,"column":2}]}]}""")]
    [InlineData("""{"id":1,"command":"parse","document":"{ a \ud800 }"}""",
        """{"id":1,"ok":false,"stage":"document","errors":[{"message":"Syntax Error: Invalid character: U+D800.","locations":[{"line":1,"column":5}]}]}""")]
    [InlineData("""{"id":1,"command":"printSchema","schema":"type Query { a: Int }","more":{}}""", """{"id":1,"ok":true,"sdl":"type Query {\n  a: Int\n}"}""")]
    [InlineData("""{"id":1,"command":"printSchema","schema":"type Quer"}""",
        """{"id":1,"ok":false,"stage":"schema","errors":[{"message":"Query root type must be provided."},{"message":"Type Quer must define one or more fields.","locations":[{"line":1,"column":1}]}]}""")]
    [InlineData("""{"id":1,"command":"validateSchema","schema":"type Query {"}""",
        """{"id":1,"ok":true,"errors":[{"message":"Syntax Error: Expected Name, found <EOF>.","locations":[{"line":1,"column":13}]}]}""")]
    [InlineData("""{"id":1,"command":"execute","schema":"type Query { a: Int }","document":"query A { a }","operationName":""}""",
        """{"id":1,"ok":true,"result":{"errors":[{"message":"Unknown operation named \"\"."}]}}""")]
    [InlineData("""{"id":1,"command":"execute","schema":"type Query { a: Int }","document":"query A { a }","operationName":null,"variables":null}""",
        """{"id":1,"ok":true,"result":{"data":{"a":null}}}""")]
    [InlineData("", """{"id":null,"ok":false,"stage":"request","errors":[{"message":"The request is not valid JSON."}]}""")]
    [InlineData("{", """{"id":null,"ok":false,"stage":"request","errors":[{"message":"The request is not valid JSON."}]}""")]
    [InlineData("[]", """{"id":null,"ok":false,"stage":"request","errors":[{"message":"The request is not a JSON object."}]}""")]
    [InlineData("{}", """{"id":null,"ok":false,"stage":"request","errors":[{"message":"\"id\" must be a number or a string."}]}""")]
    [InlineData("""{"id":[],"command":"parse","document":"{a}"}""",
        """{"id":null,"ok":false,"stage":"request","errors":[{"message":"\"id\" must be a number or a string."}]}""")]
    [InlineData("""{"id":7}""", """{"id":7,"ok":false,"stage":"request","errors":[{"message":"\"command\" must be a string."}]}""")]
    [InlineData("""{"id":7,"command":"dance"}""", """{"id":7,"ok":false,"stage":"request","errors":[{"message":"The command is unknown."}]}""")]
    [InlineData("""{"id":7,"command":"parse"}""", """{"id":7,"ok":false,"stage":"request","errors":[{"message":"\"document\" must be a string."}]}""")]
    [InlineData("""{"id":7,"command":"validate","document":"{a}"}""", """{"id":7,"ok":false,"stage":"request","errors":[{"message":"\"schema\" must be a string."}]}""")]
    [InlineData("""{"id":7,"command":"execute","schema":"type Query { a: Int }","document":"{a}","data":[]}""",
        """{"id":7,"ok":false,"stage":"request","errors":[{"message":"\"data\" must be an object."}]}""")]
    public async Task Answers_each_line_with_one(string request, string answer)
    {
        string actual = await driver.AskAsync(request);

        Assert.Equal(answer, actual);
    }

    [Fact]
    public async Task Refuses_what_is_not_utf8()
    {
        byte[] line = [.. "{\"id\":5,\"command\":\"parse\",\"document\":\"{ "u8, 0xC3, .. " }\"}"u8];

        string answer = await driver.AskAsync(line);

        Assert.Equal("""{"id":5,"ok":false,"stage":"request","errors":[{"message":"The request is not valid UTF-8."}]}""", answer);
    }

    [Fact]
    public async Task The_introspection_of_a_schema_has_all_of_it()
    {
        var answer = await driver.AskAsync(new { id = 1, command = "introspect", schema = "type Query { a(b: [Int!] = [1] @deprecated): Int }" });

        string json = JsonSerializer.Serialize(answer.GetProperty("result").GetProperty("data").GetProperty("__schema").GetProperty("types")[0]);
        Assert.StartsWith("""{"kind":"OBJECT","name":"Query",""", json, StringComparison.Ordinal);
        Assert.Contains("\"defaultValue\":\"[1]\",\"isDeprecated\":true", json, StringComparison.Ordinal);
    }
}
