using System.Text;
using System.Text.Json;

namespace Gateway.GraphQL.Tests.Values;

public class VariableCoercionTests
{
    [Theory]
    [InlineData("Int", "5", "5")]
    [InlineData("Int", "5.0", "5")]
    [InlineData("Int", "-2147483648", "-2147483648")]
    [InlineData("Int", "1e3", "1000")]
    [InlineData("Int", "null", "null")]
    [InlineData("Float", "5", "5")]
    [InlineData("Float", "1.50", "1.5")]
    [InlineData("String", "\"\\u00e9\"", "\"é\"")]
    [InlineData("Boolean", "false", "false")]
    [InlineData("ID", "\"x\"", "\"x\"")]
    [InlineData("ID", "12345678901234567890", "\"12345678901234567890\"")]
    [InlineData("ID", "1e3", "\"1000\"")]
    [InlineData("ID", "12345678901234567891.0", "\"12345678901234567891\"")]
    [InlineData("E", "\"GREEN\"", "\"GREEN\"")]
    [InlineData("Any", "{\"b\":[1.0,null],\"a\":\"x\"}", "{\"a\":\"x\",\"b\":[1,null]}")]
    public void Takes_what_fits_a_leaf(string type, string json, string coerced) => Assert.Equal(coerced, Coercing.Variable(type, json));

    [Theory]
    [InlineData("Int", "\"x\"", "\"x\"; Int cannot represent non-integer value: \"x\"")]
    [InlineData("Int", "1.5", "1.5; Int cannot represent non-integer value: 1.5")]
    [InlineData("Int", "true", "true; Int cannot represent non-integer value: true")]
    [InlineData("Int", "2147483648", "2147483648; Int cannot represent non 32-bit signed integer value: 2147483648")]
    [InlineData("Float", "\"x\"", "\"x\"; Float cannot represent non numeric value: \"x\"")]
    [InlineData("Float", "1e999", "1e999; Float cannot represent non numeric value: 1e999")]
    [InlineData("String", "1", "1; String cannot represent a non string value: 1")]
    [InlineData("Boolean", "\"true\"", "\"true\"; Boolean cannot represent a non boolean value: \"true\"")]
    [InlineData("ID", "1.5", "1.5; ID cannot represent value: 1.5")]
    [InlineData("ID", "true", "true; ID cannot represent value: true")]
    [InlineData("ID", "1e999", "1e999; ID cannot represent value: 1e999")]
    [InlineData("E", "1", "1; Enum \"E\" cannot represent non-string value: 1.")]
    [InlineData("E", "\"BLUE\"", "\"BLUE\"; Value \"BLUE\" does not exist in \"E\" enum.")]
    [InlineData("E", "\"red\"", "\"red\"; Value \"red\" does not exist in \"E\" enum. Did you mean the enum value \"RED\"?")]
    public void Says_what_does_not_fit_a_leaf(string type, string json, string problem) =>
        Assert.Equal($"Variable \"$a\" got invalid value {problem}", Coercing.Variable(type, json));

    [Theory]
    [InlineData("Int", null, "absent")]
    [InlineData("Int = 5", null, "5")]
    [InlineData("Int = 5", "null", "null")]
    [InlineData("Int! = 5", null, "5")]
    [InlineData("Float = 5.0", null, "5")]
    [InlineData("[Int] = 5", null, "[5]")]
    [InlineData("[E!] = [GREEN, RED]", null, "[\"GREEN\",\"RED\"]")]
    [InlineData("I = {a: 2}", null, "{\"a\":2,\"d\":5,\"e\":\"RED\",\"n\":3}")]
    [InlineData("Any = {b: GREEN, a: [1.0]}", null, "{\"a\":[1],\"b\":\"GREEN\"}")]
    [InlineData("Int!", null, "Variable \"$a\" of required type \"Int!\" was not provided.")]
    [InlineData("Int!", "null", "Variable \"$a\" of non-null type \"Int!\" must not be null.")]
    [InlineData("Int! = 5", "null", "Variable \"$a\" of non-null type \"Int!\" must not be null.")]
    public void Tells_absent_from_null_and_fills_in_defaults(string declaration, string? json, string coerced) =>
        Assert.Equal(coerced, Coercing.Variable(declaration, json));

    [Theory]
    [InlineData("[Int]", "[1,null,2]", "[1,null,2]")]
    [InlineData("[Int]", "1", "[1]")]
    [InlineData("[[Int]]", "1", "[[1]]")]
    [InlineData("[[Int]]", "[1,[2,3],null]", "[[1],[2,3],null]")]
    [InlineData("[Int]", "null", "null")]
    [InlineData("[Int]", "[]", "[]")]
    [InlineData("[Int!]", "[1,null]", "Variable \"$a\" got invalid value null at \"a[1]\"; Expected non-nullable type \"Int!\" not to be null.")]
    [InlineData("[Int!]", "\"x\"", "Variable \"$a\" got invalid value \"x\"; Int cannot represent non-integer value: \"x\"")]
    [InlineData("[[Int]]", "[1,[\"x\"]]", "Variable \"$a\" got invalid value \"x\" at \"a[1][0]\"; Int cannot represent non-integer value: \"x\"")]
    public void Coerces_lists_and_single_values_to_lists(string type, string json, string coerced) =>
        Assert.Equal(coerced, Coercing.Variable(type, json));

    [Theory]
    [InlineData("I", "{\"z\":1,\"a\":2}", "{\"a\":2,\"d\":5,\"e\":\"RED\",\"n\":3,\"z\":1}")]
    [InlineData("I", "{\"a\":2,\"d\":null,\"z\":null}", "{\"a\":2,\"d\":null,\"e\":\"RED\",\"n\":3,\"z\":null}")]
    [InlineData("I", "{\"a\":1,\"a\":2}", "{\"a\":2,\"d\":5,\"e\":\"RED\",\"n\":3}")]
    [InlineData("D", "{}", "{\"i\":{\"a\":1,\"d\":5,\"e\":\"RED\",\"n\":3},\"list\":[4]}")]
    [InlineData("I", "{\"a\":1,\"n\":null}", "Variable \"$a\" got invalid value null at \"a.n\"; Expected non-nullable type \"Int!\" not to be null.")]
    [InlineData("I", "5", "Variable \"$a\" got invalid value 5; Expected type \"I\" to be an object.")]
    [InlineData("I", "{\"b\":[]}", "Variable \"$a\" got invalid value { b: [] }; Field \"a\" of required type \"Int!\" was not provided.")]
    [InlineData("I", "{\"a\":1,\"c\":{\"a\":\"q\"}}", "Variable \"$a\" got invalid value \"q\" at \"a.c.a\"; Int cannot represent non-integer value: \"q\"")]
    [InlineData("I", "{\"a\":1,\"long\":2}", "Variable \"$a\" got invalid value { a: 1, long: 2 }; Field \"long\" is not defined by type \"I\".")]
    [InlineData("D", "{\"lits\":2}", "Variable \"$a\" got invalid value { lits: 2 }; Field \"lits\" is not defined by type \"D\". Did you mean \"list\"?")]
    public void Coerces_input_objects_field_by_field(string type, string json, string coerced) =>
        Assert.Equal(coerced, Coercing.Variable(type, json));

    [Theory]
    [InlineData("{\"x\":1}", "{\"x\":1}")]
    [InlineData("{}", "Variable \"$a\" got invalid value {}; Exactly one key must be specified for OneOf type \"O\".")]
    [InlineData("{\"x\":1,\"y\":null}", "Variable \"$a\" got invalid value { x: 1, y: null }; Exactly one key must be specified for OneOf type \"O\".")]
    [InlineData("{\"x\":null}", "Variable \"$a\" got invalid value null at \"a.x\"; Field \"x\" must be non-null.")]
    [InlineData("{\"zzzz\":1}", "Variable \"$a\" got invalid value { zzzz: 1 }; Field \"zzzz\" is not defined by type \"O\".\n"
        + "Variable \"$a\" got invalid value { zzzz: 1 }; Exactly one key must be specified for OneOf type \"O\".")]
    public void Wants_exactly_one_field_of_a_oneOf_type(string json, string coerced) => Assert.Equal(coerced, Coercing.Variable("O", json));

    [Theory]
    [InlineData("{\"a\":{\"b\":{\"c\":{\"d\":1}}}}", "{ a: { b: [Object] } }")]
    [InlineData("[[[[1]]]]", "[[[Array]]]")]
    [InlineData("[[[]]]", "[[[]]]")]
    [InlineData("{\"a\":[],\"b\":{}}", "{ a: [], b: {} }")]
    [InlineData("[1,2,3,4,5,6,7,8,9,10,11]", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ... 1 more item]")]
    [InlineData("[1,2,3,4,5,6,7,8,9,10,11,12]", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ... 2 more items]")]
    public void Shortens_what_it_shows(string json, string shown) => Assert.Equal(
        $"Variable \"$a\" got invalid value {shown}; Int cannot represent non-integer value: {shown}", Coercing.Variable("Int", json));

    [Theory]
    [InlineData("String", "\"\\ud800\"")]
    [InlineData("ID", "\"x\\udc00\"")]
    [InlineData("E", "\"\\ud800\"")]
    [InlineData("Any", "{\"a\":[\"\\ud800\"]}")]
    [InlineData("Any", "{\"\\ud800\":1}")]
    [InlineData("I", "{\"\\ud800\":1}")]
    public void Refuses_lone_surrogates(string type, string json) =>
        Assert.Equal("Variables hold text that is not valid Unicode.", Coercing.Variable(type, json));

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\ud800\":1}")]
    public void Survives_lone_surrogates_in_what_does_not_fit(string json) =>
        Assert.False(Coercing.Variables("($a: Int)", $$"""{"a":{{json}}}""").Ok);

    [Fact]
    public void Survives_bytes_that_are_not_utf8()
    {
        byte[] bytes = [.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        using var json = JsonDocument.Parse(bytes);

        Assert.False(Coercing.Variables("($a: String)", json.RootElement).Ok);
        Assert.False(Coercing.Variables("($a: Int)", json.RootElement).Ok);
        Assert.False(Coercing.Variables("($a: Any)", json.RootElement).Ok);
    }

    [Fact]
    public void Ignores_variables_that_are_not_declared_and_takes_none_for_none()
    {
        var result = Coercing.Variables("($a: Int)", "{\"b\":\"\\ud800\"}");

        Assert.True(result.Ok);
        Assert.False(result.Values.TryGet("b", out _));
        Assert.True(Coercing.Variables("($a: Int)", default(JsonElement)).Ok);
        Assert.True(Coercing.Variables("($a: Int)", "null").Ok);
        Assert.False(Coercing.Variables("($a: Int!)", default(JsonElement)).Ok);
    }

    [Fact]
    public void Locates_errors_at_the_variable_and_finds_all()
    {
        var result = Coercing.Variables("($a: Int\n $b: Int!, $c: I)", """{"a":"x","c":{"a":1,"b":["x",null,5]}}""");

        Assert.Equal(
            [
                """Variable "$a" got invalid value "x"; Int cannot represent non-integer value: "x" (1:8)""",
                """Variable "$b" of required type "Int!" was not provided. (2:2)""",
                """Variable "$c" got invalid value null at "c.b[1]"; Expected non-nullable type "String!" not to be null. (2:12)""",
                """Variable "$c" got invalid value 5 at "c.b[2]"; String cannot represent a non string value: 5 (2:12)""",
            ],
            Gateway.GraphQL.Tests.Types.Sdl.Describe(result.Errors));
    }

    [Fact]
    public void Stops_after_fifty_errors()
    {
        var result = Coercing.Variables("($a: [Int])", $$"""{"a":[{{string.Join(',', Enumerable.Repeat("true", 1000))}}]}""");

        Assert.Equal(51, result.Errors.Length);
        Assert.Equal("Too many errors processing variables, error limit reached. Execution aborted.", result.Errors[^1].Message);
    }

    [Fact]
    public void A_large_object_of_unknown_fields_costs_no_more_than_its_size()
    {
        var json = new StringBuilder("{\"a\":{\"a\":1");
        for (int i = 0; i < 50_000; i++)
        {
            json.Append(System.Globalization.CultureInfo.InvariantCulture, $",\"unknown{i}\":\"{i}\"");
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        var result = Coercing.Variables("($a: I)", json.Append("}}").ToString());
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(51, result.Errors.Length);
        Assert.True(allocated < 100_000_000, $"{allocated} bytes");
    }

    [Fact]
    public void Answers_for_values_as_deep_as_json_may_be()
    {
        string lists = new string('[', 900) + new string(']', 900);

        Assert.Equal(lists, Coercing.Variable("Any", lists));
        Assert.StartsWith("Variable \"$a\" got invalid value [[[Array]]]", Coercing.Variable("Int", lists), StringComparison.Ordinal);
        Assert.False(Coercing.Variables("($a: Any)", $$"""{"a":{{new string('[', 1900)}}{{new string(']', 1900)}}}""").Ok);
    }
}
