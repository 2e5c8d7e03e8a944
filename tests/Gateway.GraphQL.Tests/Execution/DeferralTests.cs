using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.GraphQL.Execution;

namespace Gateway.GraphQL.Tests.Execution;

public class DeferralTests
{
    private static readonly Executing Engine = new(
        """
        directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
        type Query { a: Int b: Int c: Int n: Int! q: Query r: Query! l: [Query!] node: Node }
        interface Node { id: ID! }
        type A implements Node { id: ID! x: Int }
        type B implements Node { id: ID! y: Int }
        """);

    [Theory]
    [InlineData("{ a ...@defer { b } }", """{"a":1}""", """[] {"b":2}""")]
    [InlineData("{ a ...@defer(label: \"L\") { b } ...@defer(label: \"M\") { c } }", """{"a":1,"c":3}""", """[] L {"b":2}""")]
    [InlineData("{ a ...F @defer } fragment F on Query { b c }", """{"a":1}""", """[] {"b":2,"c":3}""")]
    [InlineData("{ a ...@defer(if: false) { b } }", null, "")]
    [InlineData("query ($v: Boolean! = false) { a ...@defer(if: $v) { b } }", null, "")]
    [InlineData("{ a b ...@defer { b } }", null, "")]
    [InlineData("{ ...F @defer ...F } fragment F on Query { b }", null, "")]
    [InlineData("{ ...F ...F @defer } fragment F on Query { b }", null, "")]
    [InlineData("{ q { a ...@defer { b } } }", """{"q":{"a":4}}""", """["q"] {"b":5}""")]
    [InlineData("{ q { a } ...@defer { q { b } c } }", null, "")]
    [InlineData("{ a ...@defer { q { a ...@defer { b } } } }", """{"a":1}""", """[] {"q":{"a":4,"b":5}}""")]
    [InlineData("{ a ...@defer { c ...@defer { b } } }", """{"a":1}""", """[] {"c":3,"b":2}""")]
    [InlineData("{ l { a ...@defer { b } } }", """{"l":[{"a":6},{"a":8}]}""", """["l",0] {"b":7};["l",1] {"b":9}""")]
    [InlineData("{ node { id ...on A @defer { b: x } } }", """{"node":{"id":"1"}}""", """["node"] {"b":10}""")]
    [InlineData("{ node { id ...on B @defer { b: y } } }", """{"node":{"id":"1"}}""", "")]
    [InlineData("{ a ...@defer { x: c } ...@defer { b } }", """{"a":1,"x":3}""", """[] {"b":2}""")]
    public void What_is_not_there_comes_later_and_all_else_at_once(string document, string? first, string later)
    {
        const string data = """
            {"a":1,"b":2,"c":3,"n":0,"q":{"a":4,"b":5},"l":[{"a":6,"b":7},{"a":8,"b":9}],"node":{"__typename":"A","id":"1","x":10}}
            """;

        var answer = Run(document, data, (name, walk) => name == "b" && walk == 0);

        // Where nothing is deferred, the first walk lacks something, and the second has all.
        Assert.Equal(first ?? Whole(document, data), answer.First);
        Assert.Equal(later, string.Join(";", answer.Late));
    }

    [Fact]
    public void A_null_that_must_go_further_up_than_a_fragment_is_its_error()
    {
        var answer = Run("{ a ...@defer { b n } }", """{"a":1,"b":2}""", (name, walk) => name == "b" && walk == 0);

        Assert.Equal("""{"a":1}""", answer.First);
        Assert.Equal(["[]  n: Cannot return null for non-nullable field Query.n."], answer.Late);
    }

    [Fact]
    public void Nothing_comes_later_of_an_object_that_turned_out_to_be_null()
    {
        var answer = Run("{ a q { r { ...@defer { b } } n } }", """{"a":1,"q":{"r":{"b":2}}}""", (name, walk) => name == "b" && walk == 0);

        Assert.Equal("""{"a":1,"q":null}""", answer.First);
        Assert.Empty(answer.Late);
    }

    [Fact]
    public void Parts_come_as_they_are_there()
    {
        var answer = Run("{ a ...@defer { b } ...@defer { c } }", """{"a":1,"b":2,"c":3}""", (name, walk) => (name == "b" && walk < 3) || (name == "c" && walk < 2));

        Assert.Equal(["""[] {"c":3}""", """[] {"b":2}"""], answer.Late);
    }

    [Fact]
    public void Whatever_is_late_the_parts_put_together_are_the_whole_answer()
    {
        var random = new Random(5);
        string[] leaves = ["a", "b", "c"];
        for (int i = 0; i < 2_000; i++)
        {
            string document = $"{{ {Selection(3)} }}";
            string data = Data(4).ToJsonString();
            var late = Enumerable.Range(0, 12).ToDictionary(n => $"f{n}", _ => random.Next(4));

            var answer = Run(document, data, (name, walk) => walk < late.GetValueOrDefault(name));

            var whole = JsonNode.Parse(answer.First)!;
            foreach (var (path, fields) in answer.Parts)
            {
                var at = path.Aggregate(whole, (node, step) => step is int index ? node[index]! : node[(string)step]!);
                foreach (var (name, value) in fields)
                {
                    at.AsObject().Add(name, value?.DeepClone());
                }
            }

            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Whole(document, data)), whole), $"{document}\n{data}\n{whole.ToJsonString()}");
        }

        string Selection(int depth) => string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(6) switch
        {
            0 when depth > 0 => $"f{random.Next(6, 9)}: q {{ {Selection(depth - 1)} }}",
            1 when depth > 0 => $"f{random.Next(9, 12)}: l {{ {Selection(depth - 1)} }}",
            2 or 3 when depth > 0 => $"... @defer {{ {Selection(depth - 1)} }}",
            _ => Leaf(random.Next(6)),
        }));
        string Leaf(int n) => $"f{n}: {leaves[n % 3]}";
        JsonObject Data(int depth)
        {
            var made = new JsonObject { ["a"] = random.Next(9), ["b"] = random.Next(9), ["c"] = random.Next(9) };
            if (depth > 0)
            {
                made["q"] = Data(depth - 1);
                made["l"] = new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Data(depth - 1))]);
            }

            return made;
        }
    }

    private static string Whole(string document, string data) => Engine.Respond(document, data)[8..^1];

    private static Answer Run(string document, string data, Func<string, int, bool> isLate)
    {
        var (plan, _, values) = Engine.Compile(document);
        var variant = plan.Variant(values, defers: true)!;
        using var json = JsonDocument.Parse(data);
        var source = new LateSource(new JsonSource(Engine.Schema), isLate);
        var root = JsonSource.Root(json.RootElement);
        var deferral = new Deferral();
        var run = new OperationRun(Engine.Schema, plan, variant, values) { Deferral = deferral };
        using var output = new ResponseBuffer();
        while (!run.Walk(source, root, output))
        {
            output.Truncate(0);
            source.Walk++;
        }

        string first = Encoding.UTF8.GetString(output.WrittenSpan);
        deferral.Begin();
        var arrived = new List<PendingFragment>();
        for (int i = 0; deferral.Pending.Count > 0; i++)
        {
            Assert.True(i < 10);
            source.Walk++;
            run.WalkLate(source, root);
            arrived.AddRange(deferral.TakeArrived());
        }

        return new Answer(first, arrived);
    }

    private sealed record Answer(string First, List<PendingFragment> Arrived)
    {
        public IEnumerable<string> Late => Arrived.Select(part =>
            $"[{string.Join(',', part.Path.Select(step => step.Name is { } name ? $"\"{name}\"" : $"{step.Index}"))}]"
            + $"{(part.Fragment.Label is { } label ? $" {label}" : "")} {Encoding.UTF8.GetString(part.Data.Span)}"
            + string.Join(';', part.Errors.Select(error => $" {string.Join('.', error.Path)}: {error.Message}")));

        public IEnumerable<(IEnumerable<object> Path, JsonObject Fields)> Parts => Arrived.Select(part =>
            (part.Path.Select(step => step.Name is { } name ? (object)name : step.Index), JsonNode.Parse(part.Data.Span)!.AsObject()));
    }
}
