using System.Text;
using System.Text.Json;
using Gateway.GraphQL.Values;

namespace Gateway.GraphQL.Tests.Values;

public class PlainVariablesTests
{
    private static readonly string[] Types =
        ["Int", "Int!", "Float", "String", "String!", "ID", "Boolean", "E", "E!", "Any", "[Int]", "I", "Int! = 5", "E = RED", "String = \"x\"", "[E!] = GREEN"];

    private static readonly string[] Leaves =
    [
        "0", "7", "-7", "123456789", "2147483647", "2147483648", "1.0", "1e2", "-0", "true", "false", "null", "\"\"", "\"x y\"", "\"RED\"", "\"red\"",
        "\"é\"", "\"😀\"", "\"\u007f\"", "\"\\u0041\"", "\"a/b<c>&'\"", "\"12\"", "[]", "[1]", "{}", "{\"a\":1}",
    ];

    [Fact]
    public void Variables_are_coerced_alike_whether_a_tree_is_made_of_them_or_not()
    {
        var random = new Random(41);
        int plain = 0;
        for (int trial = 0; trial < 5000; trial++)
        {
            int declared = random.Next(1, 5);
            string declarations = string.Join(", ", Enumerable.Range(0, declared).Select(at => $"$v{at}: {Types[random.Next(Types.Length)]}"));
            string json = Object(random, declared);
            bool isPlain = RequestVariables.TryTakePlain(Encoding.UTF8.GetBytes(json), out var taken);
            plain += isPlain ? 1 : 0;
            using var tree = JsonDocument.Parse(json);

            var expected = Coercing.Variables($"({declarations})", tree.RootElement);
            var actual = Coercing.Variables($"({declarations})", isPlain ? taken : tree.RootElement);

            Assert.Equal(expected.Errors.Select(error => error.Message), actual.Errors.Select(error => error.Message));
            Assert.Equal(Values(expected, declared), Values(actual, declared));
        }

        // Neither way may be the only one that is tried.
        Assert.InRange(plain, 1000, 4000);
    }

    [Theory]
    [InlineData("""{"a":[1]}""")]
    [InlineData("""{"a":{}}""")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"\u0061":1}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1}""")]
    [InlineData("1")]
    public void What_is_not_plain_is_not_taken(string json) => Assert.False(RequestVariables.TryTakePlain(Encoding.UTF8.GetBytes(json), out _));

    [Theory]
    [InlineData("""{"a":1} x""")]
    [InlineData("""{"a":1}{}""")]
    [InlineData("""{"a":1""")]
    [InlineData("""{"a" 1}""")]
    public void What_is_no_JSON_is_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => RequestVariables.TryTakePlain(Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void Values_outlive_the_text_that_they_came_from()
    {
        byte[] text = """{"a":"before"}"""u8.ToArray();
        Assert.True(RequestVariables.TryTakePlain(text, out var given));

        var values = Coercing.Variables("($a: String)", given).Values!;
        text.AsSpan().Fill((byte)'?');

        Assert.True(values.TryGet("a", out var value));
        Assert.Equal("\"before\"", Encoding.UTF8.GetString(value.Span));
    }

    [Fact]
    public void Plain_variables_cost_one_copy_and_one_table()
    {
        var plan = Coercing.Definitions("($id: String!, $first: Int = 20, $order: E)", out var source);
        byte[] text = """{"id":"a4b98cdc-44a1-44c6-8f5d-23bd92144a03","order":"RED"}"""u8.ToArray();
        VariableCoercion.Coerce(plan, Taken(text), source);

        long before = GC.GetAllocatedBytesForCurrentThread();
        VariableCoercion.Coerce(plan, Taken(text), source);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // As a tree it takes over 1,500.
        Assert.InRange(allocated, 1, 600);
    }

    private static RequestVariables Taken(byte[] text) =>
        RequestVariables.TryTakePlain(text, out var given) ? given : throw new InvalidOperationException("It is not plain.");

    private static string Object(Random random, int declared)
    {
        var members = Enumerable.Range(0, declared + 1)
            .Where(_ => random.Next(4) > 0)
            .Select(at => $"\"v{at}\"{Space(random)}:{Space(random)}{Leaves[random.Next(random.Next(3) > 0 ? Leaves.Length - 4 : Leaves.Length)]}");
        return $"{{{Space(random)}{string.Join(',', members)}}}";
    }

    private static string Space(Random random) => random.Next(3) > 0 ? "" : " \n";

    private static string[] Values(VariableCoercionResult result, int count) =>
    [
        .. Enumerable.Range(0, result.Ok ? count : 0)
            .Select(at => result.Values!.TryGet($"v{at}", out var value) ? Encoding.UTF8.GetString(value.Span) : "absent"),
    ];
}
