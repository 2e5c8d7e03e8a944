using System.Text;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Tests.Types;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Validation;

namespace Gateway.GraphQL.Tests.Validation;

/// <summary>
/// Documents written to be expensive are answered within a second of the processor's time, and valid ones among them are found valid.
/// </summary>
[Collection(Alone.Name)]
public class HostileDocumentTests
{
    private static readonly Schema Schema = Sdl.Schema(
        """
        type Query { a: Query b: Query s: String f(x: Int, l: [Int]): Int node: Node in(i: In): Int }
        interface Node { id: ID a: Node }
        type A implements Node { id: ID a: Node x: Int }
        type B implements Node { id: ID a: Node x: Int }
        input In { i: Int in: In l: [In] }
        """);

    // The query selects something else under this response name, elsewhere: so nothing can be ruled out at a glance.
    private const string Suspect = "suspect: s";

    public static TheoryData<string, bool> Documents => new()
    {
        { "many aliases of a field", true },
        { "one field ten thousand times", true },
        { "one field with selections ten thousand times", true },
        { "fragments in a chain", true },
        { "fragments in a chain, last first", true },
        { "fragments in a ring", false },
        { "fragments that all spread all", false },
        { "fragments that double at each level", true },
        { "fragments that double at each level, unlike at the end", false },
        { "fields that double at each level", true },
        { "fragments with selections in a chain", true },
        { "fields that each spread one large fragment", true },
        { "fields that exclude each other", true },
        { "ten thousand variables", true },
        { "ten thousand variables, undefined", false },
        { "operations that share a chain of fragments with a variable", true },
        { "ten thousand directives", false },
        { "ten thousand arguments", false },
        { "ten thousand list items", true },
        { "wide input objects", true },
        { "ten thousand conflicts", false },
        { "ten thousand unknown fields", false },
        { "overlaps that remember the way", true },
        { "nested inline fragments", true },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Is_answered_within_a_second(string name, bool isValid)
    {
        var parsed = Parser.Parse(Write(name), new ParserLimits(8 << 20, 1_000_000, 200));
        Assert.True(parsed.Ok, parsed.Error?.Message);
        DocumentValidator.Validate(Schema, Sdl.Parse("{ s }"));
        var before = Environment.CpuUsage.UserTime;

        var errors = DocumentValidator.Validate(Schema, parsed.Document);

        var spent = Environment.CpuUsage.UserTime - before;
        Assert.True(spent < TimeSpan.FromSeconds(1), $"{spent.TotalMilliseconds} ms");
        Assert.Equal(isValid, errors.IsEmpty);
        Assert.True(errors.Length <= 101);
        TestContext.Current.SendDiagnosticMessage($"{name}: {spent.TotalMilliseconds} ms, {errors.Length} errors");
    }

    private static string Write(string name) => name switch
    {
        "many aliases of a field" => Query(Repeat(10_000, i => $"a{i}: f(x: {i})")),
        "one field ten thousand times" => Query(Repeat(10_000, _ => "s")),
        "one field with selections ten thousand times" => Query(Repeat(10_000, _ => "a { s }")),
        "fragments in a chain" => Query("...F0") + Repeat(10_000, i => On(i, $"s ...F{i + 1}")) + On(10_000, Suspect),
        "fragments in a chain, last first" => On(10_000, Suspect) + Repeat(10_000, i => On(9_999 - i, $"s ...F{10_000 - i}")) + Query("...F0"),
        "fragments in a ring" => Query("...F0") + Repeat(10_000, i => On(i, $"s ...F{(i + 1) % 10_000} ...F0")),
        "fragments that all spread all" => Query("...F0") + Repeat(300, i => On(i, "s " + Repeat(300, j => $"...F{j}"))),
        "fragments that double at each level" => Query("...F0") + Doubling(5_000) + On(5_000, Suspect),
        "fragments that double at each level, unlike at the end" =>
            Query("...F0") + Doubling(30) + On(30, "s ...X") + Fragment("X", "s: a { s }"),
        "fields that double at each level" => Query("a { s }" + Repeat(14, i => Nest(i))),
        "fragments with selections in a chain" =>
            Query("...F0") + Repeat(500, i => On(i, $"a {{ ...F{i + 1} }} b {{ s }} ...F{i + 1}")) + On(500, Suspect),
        "fields that each spread one large fragment" =>
            Query(Repeat(5_000, i => $"a{i}: a {{ ...F0 }}")) + On(0, Repeat(5_000, i => $"f{i}: f") + Suspect),
        "fields that exclude each other" =>
            Query("node {" + Repeat(5_000, i => $"... on A {{ y: x a {{ a {{ id }} }} }} ... on B {{ y: x a {{ id }} }} a {{ id }}") + "}"),
        "ten thousand variables" => $"query({Repeat(10_000, i => $"$v{i}: Int")}) {{ f(l: [{Repeat(10_000, i => $"$v{i}")}]) }}",
        "ten thousand variables, undefined" => $"query({Repeat(10_000, i => $"$w{i}: Int")}) {{ f(l: [{Repeat(10_000, i => $"$v{i}")}]) }}",
        "operations that share a chain of fragments with a variable" =>
            Repeat(2_000, i => $"query Q{i}($v: Int) {{ ...F0 }}") + Repeat(2_000, i => On(i, $"...F{i + 1}")) + On(2_000, "f(x: $v)"),
        "ten thousand directives" => Query("s" + Repeat(10_000, _ => "@include(if: true)")),
        "ten thousand arguments" => Query($"f({Repeat(10_000, i => $"x: {i}")})"),
        "ten thousand list items" => Query($"f(l: [{Repeat(10_000, i => $"{i}")}])"),
        "wide input objects" => Query($"in(i: {{ l: [{Repeat(10_000, i => $"{{ i: {i} }}")}] }})"),
        "ten thousand conflicts" => Query(Repeat(10_000, i => $"y: f(x: {i})")),
        "ten thousand unknown fields" => Query(Repeat(10_000, i => $"aa{i}")),
        "overlaps that remember the way" => Query("...F0") + Remembering(8),
        _ => Query(Repeat(190, _ => "... {") + "s" + Repeat(190, _ => "}")),
    };

    private static string Repeat(int count, Func<int, string> write)
    {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            text.Append(write(i)).Append(' ');
        }

        return text.ToString();
    }

    private static string Query(string selections) => $"query Main {{ {selections} elsewhere: a {{ suspect: f }} }} ";

    private static string On(int number, string selections) => Fragment($"F{number}", selections);

    private static string Fragment(string name, string selections) => $"fragment {name} on Query {{ {selections} }} ";

    private static string Doubling(int levels) =>
        Repeat(levels, i => On(i, $"a {{ ...F{i + 1} }} a {{ ...F{i + 1} }} b {{ ...F{i + 1} }} b {{ s ...F{i + 1} }}"));

    private static string Nest(int depth) => depth == 0 ? "s" : $"a {{ {Nest(depth - 1)} }} a {{ {Nest(depth - 1)} }}";

    // Which of the two fields was taken at each of the first levels decides which fragments meet at the last ones.
    private static string Remembering(int levels) => string.Concat(Enumerable.Range(0, levels).Select(i =>
        On(i, $"a {{ ...F{i + 1} ...G{i}x0 }} b {{ ...F{i + 1} }}")
        + Repeat(levels, j => Fragment($"G{i}x{j}", j + 1 < levels ? $"a {{ ...G{i}x{j + 1} }} b {{ ...G{i}x{j + 1} }}" : $"g{i}: s {Suspect}"))))
        + On(levels, Suspect);
}
