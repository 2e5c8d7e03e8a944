namespace Gateway.GraphQL.Tests.Execution;

/// <summary>A default lets a variable stand where null must not, and does not keep anyone from giving null.</summary>
public class NullVariableTests
{
    private const string Missing = "Argument \\\"if\\\" of non-null type \\\"Boolean!\\\" must not be null.";

    private static readonly Executing Engine = new(
        """
        type Query { a: Int q: Query list: [Query] one(in: One!): Any }
        input One @oneOf { x: Int y: Int }
        scalar Any
        """);

    [Theory]
    [InlineData("{ a @skip(if: $b) }", "null", "")]
    [InlineData("{ q { a @include(if: $b) } a }", "{\"q\":null,\"a\":1}", "\"q\"")]
    [InlineData("{ list { ... @skip(if: $b) { a } } }", "{\"list\":[null,null]}", "\"list\",0")]
    public void Nulls_the_object_whose_fields_it_would_decide(string selection, string data, string path)
    {
        string response = Engine.Respond($"query ($b: Boolean = true) {selection}", """{"a":1,"q":{"a":2},"list":[{},{}]}""", """{"b":null}""");

        Assert.StartsWith($$"""{"data":{{data}},"errors":[{"message":"{{Missing}}","locations":[""", response, StringComparison.Ordinal);
        Assert.Contains(path.Length == 0 ? "}]}]}" : $"\"path\":[{path}]", response, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ q { a @skip(if: true) @include(if: $b) } }", "{\"data\":{\"q\":{}}}")]
    [InlineData("{ q { a @include(if: $b) @skip(if: true) } }", "{\"data\":{\"q\":{}}}")]
    [InlineData("{ a ...F @skip(if: true) } fragment F on Query { a @skip(if: $b) }", null)]
    public void Does_not_matter_where_it_decides_nothing(string selection, string? response)
    {
        string actual = Engine.Respond($"query ($b: Boolean = true) {selection}", """{"a":1,"q":{"a":2}}""", """{"b":null}""");

        Assert.Equal(response ?? """{"data":{"a":1}}""", actual);
    }

    [Theory]
    [InlineData("{}", "{\"data\":{\"one\":{\"in\":{\"x\":5}}}}")]
    [InlineData("{\"v\":null}", "{\"data\":{\"one\":null},\"errors\":[{\"message\":\"Argument \\\"in\\\" has invalid value {x: $v}.\",\"locations\":[{\"line\":1,\"column\":31}],\"path\":[\"one\"]}]}")]
    public void Is_refused_as_the_one_field_of_an_object(string variables, string response)
    {
        string actual = Engine.Respond("query ($v: Int = 5) { one(in: {x: $v}) }", """{"one":{"$args":true}}""", variables);

        Assert.Equal(response, actual);
    }
}
