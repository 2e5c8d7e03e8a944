using System.Text;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Tests.Execution;

public class OperationRunTests
{
    private static readonly Executing Engine = new(
        """
        type Query {
          a: Int n: Int! q: Query r: Query! f(x: Int! = 1): Int g(x: Int!): Int!
          l: [Int] ln: [Int!] nl: [Int]! nln: [Int!]! m: [[Int!]] mm: [[Int!]!]
          ql: [Query] qln: [Query!] node: Node noden: Node! nodes: [Node!]
        }
        type Mutation { m: Int n: Int! }
        type Subscription { s: Int! }
        interface Node { id: ID! }
        type A implements Node { id: ID! a: Int! }
        type B implements Node { id: ID! b: Query }
        """);

    [Theory]
    [InlineData("n", "{}", "null", "n: Cannot return null for non-nullable field Query.n.")]
    [InlineData("q{n}", "{\"q\":{}}", "{\"q\":null}", "q.n: Cannot return null for non-nullable field Query.n.")]
    [InlineData("r{n}", "{\"r\":{}}", "null", "r.n: Cannot return null for non-nullable field Query.n.")]
    [InlineData("q{r{r{n}}}a", "{\"a\":1,\"q\":{\"r\":{\"r\":{}}}}", "{\"q\":null,\"a\":1}", "q.r.r.n: Cannot return null for non-nullable field Query.n.")]
    [InlineData("q{q{a n}a}", "{\"q\":{\"a\":2,\"q\":{\"a\":1}}}", "{\"q\":{\"q\":null,\"a\":2}}", "q.q.n: Cannot return null for non-nullable field Query.n.")]
    [InlineData("l", "{\"l\":[1,null,\"x\",2]}", "{\"l\":[1,null,null,2]}", "l.2: Int cannot represent non-integer value: \"x\"")]
    [InlineData("ln a", "{\"ln\":[1,null,2],\"a\":1}", "{\"ln\":null,\"a\":1}", "ln.1: Cannot return null for non-nullable field Query.ln.")]
    [InlineData("nl", "{\"nl\":[1,null,2]}", "{\"nl\":[1,null,2]}", "")]
    [InlineData("nl", "{}", "null", "nl: Cannot return null for non-nullable field Query.nl.")]
    [InlineData("nln", "{\"nln\":[1,\"x\"]}", "null", "nln.1: Int cannot represent non-integer value: \"x\"")]
    [InlineData("m", "{\"m\":[[1],[2,null],null]}", "{\"m\":[[1],null,null]}", "m.1.1: Cannot return null for non-nullable field Query.m.")]
    [InlineData("mm", "{\"mm\":[[1],[2,null]]}", "{\"mm\":null}", "mm.1.1: Cannot return null for non-nullable field Query.mm.")]
    [InlineData("mm", "{\"mm\":[[1],null]}", "{\"mm\":null}", "mm.1: Cannot return null for non-nullable field Query.mm.")]
    [InlineData("mm", "{\"mm\":[[],[]]}", "{\"mm\":[[],[]]}", "")]
    [InlineData("ql{n}", "{\"ql\":[{\"n\":1},{},{\"n\":2}]}", "{\"ql\":[{\"n\":1},null,{\"n\":2}]}", "ql.1.n: Cannot return null for non-nullable field Query.n.")]
    [InlineData("qln{n}", "{\"qln\":[{\"n\":1},{}]}", "{\"qln\":null}", "qln.1.n: Cannot return null for non-nullable field Query.n.")]
    [InlineData("x:ql{y:n}", "{\"ql\":[{}]}", "{\"x\":[null]}", "x.0.y: Cannot return null for non-nullable field Query.n.")]
    [InlineData("nodes{id}", "{\"nodes\":[{\"__typename\":\"A\",\"id\":1},{\"id\":2}]}", "{\"nodes\":null}",
        "nodes.1: Abstract type \"Node\" must resolve to an Object type at runtime for field \"Query.nodes\". "
            + "Either the \"Node\" type should provide a \"resolveType\" function or each possible type should provide an \"isTypeOf\" function.")]
    [InlineData("node{id}", "{\"node\":{\"__typename\":\"Query\"}}", "{\"node\":null}", "node: Runtime Object type \"Query\" is not a possible type for \"Node\".")]
    [InlineData("noden{...on A{a}}", "{\"noden\":{\"__typename\":\"A\"}}", "null", "noden.a: Cannot return null for non-nullable field A.a.")]
    [InlineData("noden{...on A{a}}", "{\"noden\":{\"__typename\":\"B\"}}", "{\"noden\":{}}", "")]
    public void Carries_nulls_up_to_where_they_may_stand(string selections, string data, string expected, string error)
    {
        string response = Engine.Respond($"{{{selections}}}", data);

        Assert.StartsWith($$"""{"data":{{expected}}""", response, StringComparison.Ordinal);
        Assert.Equal(error, ErrorsOf(response));
    }

    [Fact]
    public void Gives_every_error_its_path_and_all_its_locations()
    {
        string response = Engine.Respond("{\n  q { x: n }\n  ...F\n}\nfragment F on Query {\n  q { a x: n } ql { a } }", """{"q":{"a":"?"},"ql":[{"a":1},{"a":true}]}""");

        Assert.Equal(
            """{"data":{"q":null,"ql":[{"a":1},{"a":null}]},"errors":["""
            + """{"message":"Cannot return null for non-nullable field Query.n.","locations":[{"line":2,"column":7},{"line":6,"column":9}],"path":["q","x"]},"""
            + """{"message":"Int cannot represent non-integer value: true","locations":[{"line":6,"column":21}],"path":["ql",1,"a"]}]}""",
            response);
    }

    [Fact]
    public void Coerces_arguments_before_it_asks_and_fails_the_field_alone()
    {
        string response = Engine.Respond("query($v: Int) { a f(x: $v) b: f(x: 2) }", """{"a":1,"f":2}""", """{"v":null}""");

        Assert.Equal(
            """{"data":{"a":1,"f":null,"b":2},"errors":[{"message":"Argument \"x\" of non-null type \"Int!\" must not be null.","""
            + "\"locations\":[{\"line\":1,\"column\":25}],\"path\":[\"f\"]}]}",
            response);
    }

    [Fact]
    public void Runs_every_kind_of_operation_on_its_root()
    {
        Assert.Equal("""{"data":{"m":1,"__typename":"Mutation","n":2}}""", Engine.Respond("mutation { m __typename n }", """{"m":1,"n":2}"""));
        Assert.Equal("""{"data":{"s":1}}""", Engine.Respond("subscription { s }", """{"s":1}"""));
        Assert.Equal("""{"data":{"a":3}}""", Engine.Respond("query A { a } query B { n }", """{"a":3}""", operation: "A"));
    }

    [Fact]
    public void Writes_nothing_but_braces_where_every_field_is_skipped() =>
        Assert.Equal("""{"data":{"q":{}}}""", Engine.Respond("{ q { a @skip(if: true) } n @include(if: false) }", """{"q":{}}"""));

    [Fact]
    public void Answers_two_hundred_levels()
    {
        string document = $"{{{string.Concat(Enumerable.Repeat("q{", 198))}a{new string('}', 198)}}}";
        string data = $"{string.Concat(Enumerable.Repeat("{\"q\":", 198))}{{\"a\":1}}{new string('}', 198)}";

        string response = Engine.Respond(document, data);
        string failed = Engine.Respond(
            document.Replace("q{", "r{", StringComparison.Ordinal).Replace("{a}", "{n}", StringComparison.Ordinal),
            data.Replace("q", "r", StringComparison.Ordinal));

        Assert.Equal($$"""{"data":{{data}}}""", response);
        Assert.StartsWith("""{"data":null,"errors":[{"message":"Cannot return null for non-nullable field Query.n.",""", failed, StringComparison.Ordinal);
        Assert.Equal(198, failed.Split("\"r\"").Length - 1);
    }

    [Fact]
    public void Answers_ten_thousand_aliases()
    {
        string document = $"{{{string.Concat(Enumerable.Range(0, 10_000).Select(i => $"a{i}:a "))}}}";

        string response = Engine.Respond(document, """{"a":1}""");

        Assert.Equal($$$"""{"data":{{{{string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"a{i}\":1"))}}}}}""", response);
    }

    [Fact]
    public void Walks_again_until_nothing_is_missing_and_keeps_only_the_last_errors()
    {
        var (plan, variant, values) = Engine.Compile("{ a q { a n q { l } } ql { a } r { a } }");
        var source = new LateSource();
        var run = new OperationRun(Engine.Schema, plan, variant!, values);
        using var output = new ResponseBuffer();
        output.Append("kept:"u8);
        var asked = new List<string>();
        bool isComplete = false;
        for (int walks = 0; !isComplete && walks < 10; walks++)
        {
            output.Truncate("kept:".Length);
            isComplete = run.Walk(source, SourceValue.Object(null), output);
            asked.Add(source.Load());
        }

        Assert.Equal(["a q ql r", "q.a q.n q.q ql.0.a ql.1.a r.a", "q.q.l", "q.q.l.0 q.q.l.1", ""], asked);
        Assert.False(run.HasMissing);
        Assert.Equal("""kept:{"a":1,"q":{"a":1,"n":1,"q":{"l":[1,1]}},"ql":[{"a":1},{"a":1}],"r":{"a":1}}""", Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.Empty(run.Errors);
    }

    [Fact]
    public void Places_what_failed_further_down_below_the_field()
    {
        var (plan, variant, values) = Engine.Compile("{ q { a } }");
        var source = new LateSource { Fault = new FieldFault("No.") { Below = [new PathSegment("x"), new PathSegment(3)], Extensions = "{\"type\":\"t\"}"u8.ToArray() } };
        var run = new OperationRun(Engine.Schema, plan, variant!, values);
        using var output = new ResponseBuffer();

        run.Walk(source, SourceValue.Object(null), output);
        output.Append((byte)' ');
        ResponseWriter.WriteRefusal(output, run.Errors);

        Assert.Equal(
            """{"q":null} {"errors":[{"message":"No.","locations":[{"line":1,"column":3}],"path":["q","x",3],"extensions":{"type":"t"}}]}""",
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void Copies_a_list_of_leaves_that_its_source_holds_as_json()
    {
        var (plan, variant, values) = Engine.Compile("{ l a }");
        var run = new OperationRun(Engine.Schema, plan, variant!, values);
        using var output = new ResponseBuffer();

        bool isComplete = run.Walk(new RawSource(), SourceValue.Object(null), output);

        Assert.True(isComplete);
        Assert.Equal("""{"l":[1,2],"a":[1,2]}""", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    private static string ErrorsOf(string response)
    {
        using var json = System.Text.Json.JsonDocument.Parse(response);
        return json.RootElement.TryGetProperty("errors", out var errors)
            ? string.Join('\n', errors.EnumerateArray().Select(error => $"{string.Join('.', error.GetProperty("path").EnumerateArray())}: {error.GetProperty("message")}"))
            : "";
    }

    /// <summary>Has nothing at first: what is asked for is there after the next load.</summary>
    private sealed class LateSource : IFieldSource
    {
        private readonly HashSet<string> _loaded = [];
        private readonly List<string> _booked = [];

        public FieldFault? Fault { get; init; }

        public string Load()
        {
            string booked = string.Join(' ', _booked);
            _loaded.UnionWith(_booked);
            _booked.Clear();
            return booked;
        }

        public SourceValue Resolve(OperationRun run, in SourceValue parent, FieldPlan field) => Fault is not null
            ? SourceValue.Error(Fault)
            : Answer(run, field.Definition.Type.Nullable is ListTypeRef ? SourceValue.List(null)
                : field.Selection is null ? SourceValue.Leaf(null) : SourceValue.Object(null));

        public int Count(in SourceValue list) => 2;

        public SourceValue Item(OperationRun run, in SourceValue list, int index) =>
            run.Frames[^2].Field!.Selection is null ? Answer(run, SourceValue.Leaf(null)) : SourceValue.Object(null);

        public ObjectType? TypeOf(in SourceValue value, NamedType declared, out string? problem) => throw new NotSupportedException();

        public string? WriteLeaf(in SourceValue leaf, NamedType type, ResponseBuffer output)
        {
            output.Append((byte)'1');
            return null;
        }

        private SourceValue Answer(OperationRun run, SourceValue value)
        {
            var steps = new List<string>();
            foreach (ref readonly var frame in run.Frames)
            {
                steps.Add(frame.Field?.ResponseName ?? frame.Index.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }

            string path = string.Join('.', steps);
            if (_loaded.Contains(path))
            {
                return value;
            }

            _booked.Add(path);
            return SourceValue.Missing;
        }
    }

    private sealed class RawSource : IFieldSource
    {
        public SourceValue Resolve(OperationRun run, in SourceValue parent, FieldPlan field) => SourceValue.Leaf(null);

        public int Count(in SourceValue list) => throw new NotSupportedException();

        public SourceValue Item(OperationRun run, in SourceValue list, int index) => throw new NotSupportedException();

        public ObjectType? TypeOf(in SourceValue value, NamedType declared, out string? problem) => throw new NotSupportedException();

        public string? WriteLeaf(in SourceValue leaf, NamedType type, ResponseBuffer output)
        {
            output.Append("[1,2]"u8);
            return null;
        }
    }
}
