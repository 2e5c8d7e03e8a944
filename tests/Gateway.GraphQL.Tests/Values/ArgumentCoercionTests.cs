namespace Gateway.GraphQL.Tests.Values;

public class ArgumentCoercionTests
{
    [Theory]
    [InlineData("f", "{\"b\":7}")]
    [InlineData("f(a: null)", "{\"a\":null,\"b\":7}")]
    [InlineData("f(b: 8, a: 1)", "{\"a\":1,\"b\":8}")]
    [InlineData("f(c: 1)", "{\"b\":7,\"c\":[1]}")]
    [InlineData("f(z: 1)", "{\"b\":7,\"z\":[[1]]}")]
    [InlineData("f(z: [1, [2], null])", "{\"b\":7,\"z\":[[1],[2],null]}")]
    [InlineData("f(e: RED)", "{\"b\":7,\"e\":\"RED\"}")]
    [InlineData("f(d: {z: null, a: 1})", "{\"b\":7,\"d\":{\"a\":1,\"d\":5,\"e\":\"RED\",\"n\":3,\"z\":null}}")]
    [InlineData("f(o: {x: 1})", "{\"b\":7,\"o\":{\"x\":1}}")]
    [InlineData("f(any: {b: RED, a: [1.0, true, null, \"x\"]})", "{\"any\":{\"a\":[1,true,null,\"x\"],\"b\":\"RED\"},\"b\":7}")]
    [InlineData("f(any: \"\"\"\n  block\n    text\n\"\"\")", "{\"any\":\"block\\n  text\",\"b\":7}")]
    public void Coerces_literals_to_one_canonical_object(string field, string json) => Assert.Equal(json, Coercing.Arguments(field));

    [Theory]
    [InlineData("f(a: $v)", "Int", "{}", "{\"b\":7}")]
    [InlineData("f(a: $v)", "Int", "{\"v\":null}", "{\"a\":null,\"b\":7}")]
    [InlineData("f(a: $v)", "Int = 4", "{}", "{\"a\":4,\"b\":7}")]
    [InlineData("f(b: $v)", "Int", "{}", "{\"b\":7}")]
    [InlineData("f(b: $v)", "Int", "{\"v\":9}", "{\"b\":9}")]
    [InlineData("f(z: [[$v], [1, $v]])", "Int", "{}", "{\"b\":7,\"z\":[[null],[1,null]]}")]
    [InlineData("f(c: [1, $v])", "Int!", "{\"v\":2}", "{\"b\":7,\"c\":[1,2]}")]
    [InlineData("f(c: $v)", "[Int!]", "{\"v\":2}", "{\"b\":7,\"c\":[2]}")]
    [InlineData("f(d: {a: $v})", "Int!", "{\"v\":2}", "{\"b\":7,\"d\":{\"a\":2,\"d\":5,\"e\":\"RED\",\"n\":3}}")]
    [InlineData("f(d: {a: 1, d: $v, z: $v, n: $v})", "Int", "{}", "{\"b\":7,\"d\":{\"a\":1,\"d\":5,\"e\":\"RED\",\"n\":3}}")]
    [InlineData("f(d: {a: 1, d: $v, z: $v})", "Int", "{\"v\":null}", "{\"b\":7,\"d\":{\"a\":1,\"d\":null,\"e\":\"RED\",\"n\":3,\"z\":null}}")]
    [InlineData("f(any: {x: $v, y: [$v]})", "Any", "{}", "{\"any\":{\"y\":[null]},\"b\":7}")]
    [InlineData("f(any: {x: $v, y: [$v]})", "Any", "{\"v\":{\"q\":1.0}}", "{\"any\":{\"x\":{\"q\":1},\"y\":[{\"q\":1}]},\"b\":7}")]
    public void Puts_variables_where_they_stand(string field, string type, string variables, string json) =>
        Assert.Equal(json, Coercing.Arguments(field, $"($v: {type})", variables));

    [Theory]
    [InlineData("need(b: [])", "Int", "{}", "Argument \"a\" of required type \"Int!\" was not provided.")]
    [InlineData("need(a: $v, b: [])", "Int", "{}",
        "Argument \"a\" of required type \"Int!\" was provided the variable \"$v\" which was not provided a runtime value.")]
    [InlineData("need(a: $v, b: [])", "Int", "{\"v\":null}", "Argument \"a\" of non-null type \"Int!\" must not be null.")]
    [InlineData("f(b: $v)", "Int", "{\"v\":null}", "Argument \"b\" of non-null type \"Int!\" must not be null.")]
    [InlineData("f(c: [1, $v])", "Int = 1", "{\"v\":null}", "Argument \"c\" has invalid value [1, $v].")]
    [InlineData("f(d: {a: 1, n: $v})", "Int", "{\"v\":null}", "Argument \"d\" has invalid value {a: 1, n: $v}.")]
    [InlineData("need(a: $v, b: [$v])", "Int", "{\"v\":null}", "Argument \"a\" of non-null type \"Int!\" must not be null.")]
    public void Says_why_a_required_value_is_missing(string field, string type, string variables, string problem) =>
        Assert.Equal(problem, Coercing.Arguments(field, $"($v: {type})", variables));
}
