using System.Diagnostics;
using System.Text.Json;

namespace Gateway.Conformance.Tests;

/// <summary>Whatever is asked, there is an answer within seconds, and the driver goes on.</summary>
public sealed class HostileRequestTests(Driver driver) : IClassFixture<Driver>
{
    private const int Many = 100_000;
    private const string Schema =
        "type Query { q: Query a(x: Any, i: In, l: [[Int]]): Int any: Any list: [Query] } scalar Any input In { i: In l: [In] } "
        + "interface Face { q: Query } union Un = Query directive @d(x: Any) repeatable on FIELD";

    public static TheoryData<string> Documents { get; } =
    [
        Nested("{ q ", "a", " }"),
        Nested("{ ... on Query ", "{ a }", " }"),
        $"{{ a(x: {Nested("[", "1", "]")}) }}",
        $"{{ a(x: {Nested("{ a: ", "1", " }")}) }}",
        $"query ($v: {Nested("[", "Int", "]")}) {{ a }}",
        $"query ($v: Any = {Nested("[", "1", "]")}) {{ a(x: $v) }}",
        $"{{ a(x: \"{new string('x', 3_000_000)}\") }}",
        $"{{ a(x: \"\"\"{new string('\n', 1_000_000)}\"\"\") }}",
        $"{{ a #{new string('x', 3_000_000)}\n }}",
        $"{{ {Repeated(20_000, i => $"a{i}: a ")} }}",
        $"{{ {Repeated(3_000, i => $"a: a(x: {i}) ")} }}",
        $"{{ a {Repeated(20_000, _ => "@d")} }}",
        $"{{ a {Repeated(20_000, _ => "@skip(if: true) ")} }}",
        $"query ({Repeated(20_000, i => $"$v{i}: Int ")}) {{ a }}",
        $"query ({Repeated(20_000, _ => "$v: Int ")}) {{ a }}",
        $"{{ ...F0 }} {Repeated(20_000, i => $"fragment F{i} on Query {{ a ...F{i + 1} }} ")} fragment F20000 on Query {{ a }}",
        $"{{ ...F0 }} {Repeated(5_000, i => $"fragment F{i} on Query {{ q {{ ...F{(i + 1) % 5_000} }} }} ")}",
        $"{{ ...F0 }} {Repeated(60, i => $"fragment F{i} on Query {{ a: q {{ ...F{i + 1} }} b: q {{ ...F{i + 1} }} }} ")} fragment F60 on Query {{ a }}",
        $"{{ {Repeated(100, i => $"... on Query {{ q {{ q {{ q {{ a{i}: a q {{ x: a }} }} }} }} }} ")} }}",
        $"{{ ...A ...B }} {Repeated(300, i => $"fragment A{i} on Query {{ q {{ ...A{i + 1} ...B{i + 1} }} }} fragment B{i} on Query {{ q {{ ...A{i + 1} ...B{i + 1} }} }} ")}"
            + " fragment A on Query { ...A0 } fragment B on Query { ...B0 } fragment A300 on Query { x: a } fragment B300 on Query { x: any }",
        $"{{ __schema {{ types {Nested("{ fields { type ", "{ name }", " } }", 90)} }} }}",
        new string('{', Many),
        new string('"', Many),
        new string('#', Many),
        new string('@', Many),
        $"{{ a(i: {{ {Repeated(20_000, i => $"f{i}: 1 ")} }}) }}",
        $"{{ a(l: [{Repeated(20_000, _ => "\"x\" ")}]) }}",
        $"{{ {Repeated(20_000, i => $"unknown{i} ")} }}",
    ];

    public static TheoryData<string> Schemas { get; } =
    [
        $"type Query {{ a: {Nested("[", "Int", "]")} }}",
        $"type Query {{ a(b: Any = {Nested("[", "1", "]")}): Int }} scalar Any",
        $"type Query {{ a: T0 }} {Repeated(20_000, i => $"type T{i} {{ a: T{i + 1} }} ")} type T20000 {{ a: Int }}",
        $"type Query {{ a(i: I0): Int }} {Repeated(20_000, i => $"input I{i} {{ a: I{i + 1}! }} ")} input I20000 {{ a: I0! }}",
        $"type Query {{ a(i: I0): Int }} {Repeated(20_000, i => $"input I{i} {{ a: I{i + 1} = {{}} }} ")} input I20000 {{ a: I0 = {{}} }}",
        $"type Query {{ a: Int }} {Repeated(300, i => $"interface F{i} implements {Repeated(i, j => $"& F{j} ")} {{ a: Int }} ".Replace("implements  ", "", StringComparison.Ordinal))}",
        $"type Query {{ a: Int }} {Repeated(5_000, i => $"directive @d{i}(a: Int @d{(i + 1) % 5_000}) on ARGUMENT_DEFINITION ")}",
        $"type Query {{ {Repeated(20_000, i => $"f{i}: Missing{i} ")} }}",
        $"type Query {{ {Repeated(20_000, _ => "a: Int ")} }}",
        $"type Query {{ a: U }} union U = {Repeated(20_000, _ => "| Query ")}",
        $"type Query {{ a: E }} enum E {{ {Repeated(20_000, i => $"V{i} ")} }}",
        $"type Query {{ a: Int }} {Repeated(20_000, i => $"extend type Query {{ b{i}: Int }} ")}",
    ];

    [Theory]
    [MemberData(nameof(Documents), DisableDiscoveryEnumeration = true)]
    public async Task Answers_any_document(string document)
    {
        foreach (string command in (string[])["parse", "validate", "execute"])
        {
            await AskAsync(new { id = 1, command, schema = Schema, document, data = new { a = 1 } });
        }
    }

    [Theory]
    [MemberData(nameof(Schemas), DisableDiscoveryEnumeration = true)]
    public async Task Answers_any_schema(string schema)
    {
        foreach (string command in (string[])["validateSchema", "printSchema", "introspect", "execute"])
        {
            await AskAsync(new { id = 1, command, schema, document = "{ __typename }" });
        }
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public async Task Answers_any_json(string open, string close)
    {
        string deep = Nested(open, "1", close);
        string start = $$"""{"id":1,"command":"execute","schema":"{{Schema}}","document":"query ($v: Any) { any a(x: $v) }",""";

        await AskAsync(start + "\"data\":{\"any\":" + deep + "}}");
        await AskAsync(start + "\"variables\":{\"v\":" + deep + "}}");
        await AskAsync(start + "\"more\":" + deep + "}");
        await AskAsync(deep);
    }

    private async Task AskAsync(object request)
    {
        var watch = Stopwatch.StartNew();
        string answer = request is string line ? await driver.AskAsync(line) : await driver.AskAsync(JsonSerializer.Serialize(request));

        Assert.StartsWith("{\"id\":", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\"stage\":\"internal\"", answer, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}.");
    }

    private static string Nested(string open, string inside, string close, int levels = Many) =>
        Repeated(levels, _ => open) + inside + Repeated(levels, _ => close);

    private static string Repeated(int count, Func<int, string> make) => string.Concat(Enumerable.Range(0, count).Select(make));
}
