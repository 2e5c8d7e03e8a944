using System.Text;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Tests.Language;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Tests.Fuzzing;

/// <summary>Puts one input through everything that takes text, and fails if anything throws, takes too long or takes too much.</summary>
internal sealed class Subject(Schema schema)
{
    private readonly Pipeline _pipeline = new(schema) { Data = HostileSchema.Data };

    /// <summary>How many inputs parsed, were answered with data, and made a schema.</summary>
    public (int Parsed, int Answered, int Built) Seen { get; private set; }

    /// <param name="seed">What made the input, to be told in a failure.</param>
    /// <param name="document">The text.</param>
    /// <param name="variables">A JSON object; null for none.</param>
    public void Try(int seed, byte[] document, string? variables)
    {
        try
        {
            var spent = Spent.On(() => Run(document, variables));
            Assert.False(spent.IsTooMuch, $"It took {spent}.");
        }
        catch (Exception error)
        {
            Assert.Fail($"FUZZ_SEED={seed}: {error}\nThe document, in base 64: {Convert.ToBase64String(document)}\nThe variables: {variables}");
        }
    }

    private void Run(byte[] document, string? variables)
    {
        string response = _pipeline.Run(document, variables, null);
        var parsed = Parser.Parse(document, ParserLimits.Request);
        bool isSchema = false;
        if (parsed.Ok && Printer.TryPrint(parsed.Document) is { } printed)
        {
            var again = Parser.Parse(printed, ParserLimits.Schema);
            Assert.True(again.Ok, $"What was printed does not parse: {again.Error}\n{printed}");
            Assert.True(SyntaxShape.Of(again.Document) == SyntaxShape.Of(parsed.Document), $"What was printed is another tree:\n{printed}");
            Assert.Equal(printed, Printer.Print(again.Document));
            isSchema = SchemaBuilder.Build(parsed.Document) is { Ok: true } built && SchemaPrinter.Print(built.Schema).Length > 0;
        }

        bool hasData = response.StartsWith("{\"data\":", StringComparison.Ordinal);
        Seen = (Seen.Parsed + (parsed.Ok ? 1 : 0), Seen.Answered + (hasData ? 1 : 0), Seen.Built + (isSchema ? 1 : 0));
    }

    /// <summary>Documents that fuzzers begin with.</summary>
    public static byte[][] Samples { get; } =
    [
        .. new[]
        {
            "{ s }",
            "query Q($v: Int = 3, $l: [Int!]) @r { f(x: $v, l: $l, s: \"a\\u00e9\\n\", k: -1.5e3, j: { a: [1, null] }) ...F @skip(if: false) }\n"
                + "fragment F on Query { b { s @include(if: true) c { s } } u { __typename ... on A { x } } }",
            "# comment\r\n{ f(s: \"\"\"\n  block\n    string\n  \\\"\"\" \"\"\") r: a { id a { __typename } ... on B { x } } }",
            "mutation { b { s } } subscription S { s }",
            "{ __schema { types { name fields(includeDeprecated: true) { name type { kind ofType { name } } } } } __type(name: \"A\") { name } }",
            "query ($i: In!, $o: One, $e: E = ONE) { x: f(i: $i) y: f(o: $o) z: f(i: { l: [{ s: \"\" }], in: { i: 1 } }, e: $e) }",
            "\"about\" type Query implements N & M @d(a: 1) { a(x: Int = 1, y: [I!] = [{}]): Query! \"\"\"b\"\"\" b: U @deprecated }\n"
                + "interface N { a: Query } interface M implements N { a: Query } union U = | Query | T type T { i: ID! }\n"
                + "input I { a: Int = 1 @deprecated(reason: \"r\"), i: I } enum E { A B @d C } scalar S @specifiedBy(url: \"x\")\n"
                + "directive @d(a: Int = 2) repeatable on OBJECT | ENUM_VALUE | FIELD extend type T { e: E } schema { query: Query }",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public static string? Variables(Random random) => random.Next(4) switch
    {
        0 => null,
        1 => "{\"v\":1,\"l\":[1,2],\"i\":{\"i\":1,\"l\":[{\"s\":\"x\"}]},\"o\":{\"i\":1},\"e\":\"TWO\"}",
        2 => "{\"v\":1e400,\"l\":7,\"i\":{\"no\":null},\"o\":{},\"e\":\"x\\ud800\",\"\":[]}",
        _ => RandomJson.Object(random, 4),
    };
}
