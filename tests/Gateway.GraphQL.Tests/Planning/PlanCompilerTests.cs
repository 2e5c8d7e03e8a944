using System.Text;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Tests.Execution;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Tests.Planning;

public class PlanCompilerTests
{
    private static readonly Executing Engine = new(
        """
        type Query { a: Int b: Int c: Int d: Int q: Query node: Node any: Any f(x: Int, y: [Int]): Int g(x: Int = 1): Int }
        type Mutation { m: Int }
        interface Node { id: ID next: Node }
        interface Empty { id: ID }
        type A implements Node { id: ID next: Node a: Int }
        type B implements Node { id: ID next: Node b: Int }
        type C { c: Int }
        union Any = A | C
        extend type Query { empty: Empty }
        """);

    [Theory]
    [InlineData("{ b a c }", "b a c")]
    [InlineData("{ a b a c b }", "a b c")]
    [InlineData("{ x: a a x: a }", "x a")]
    [InlineData("{ b ...F a } fragment F on Query { c b }", "b c a")]
    [InlineData("{ ...F ... { c } ... on Query { a d } } fragment F on Query { d ...G } fragment G on Query { c b }", "d c b a")]
    [InlineData("{ ...F b ...F } fragment F on Query { a }", "a b")]
    [InlineData("{ q { a } b q { c a } }", "q{a c} b")]
    [InlineData("{ q { q { a } } ...F q { d q { c } } } fragment F on Query { q { b q { d } } }", "q{q{a d c} b d}")]
    public void Orders_fields_as_they_are_met(string document, string expected) => Assert.Equal(expected, Plan(document));

    [Theory]
    [InlineData(false, false, "b")]
    [InlineData(true, false, "a b d")]
    [InlineData(false, true, "c a b")]
    [InlineData(true, true, "a b d c")]
    public void Orders_fields_by_those_that_are_there(bool v, bool w, string expected) => Assert.Equal(
        expected,
        Plan(
            """
            query($v: Boolean!, $w: Boolean!) {
              a @include(if: $v)
              ... @skip(if: $w) { b }
              ... @include(if: $v) { b d @include(if: $v) }
              ...F @include(if: $w)
              b @skip(if: false)
              d @include(if: false)
            }
            fragment F on Query { c a }
            """,
            $$"""{"v":{{(v ? "true" : "false")}},"w":{{(w ? "true" : "false")}}}"""));

    [Theory]
    [InlineData("a @skip(if: $v) @include(if: $w)", "{\"v\":false,\"w\":true}", "a b")]
    [InlineData("a @skip(if: $v) @include(if: $w)", "{\"v\":true,\"w\":true}", "b")]
    [InlineData("a @skip(if: $v) @include(if: $w)", "{\"v\":false,\"w\":false}", "b")]
    [InlineData("a @skip(if: $v) @include(if: $w)", "{\"v\":true,\"w\":false}", "b")]
    [InlineData("... @include(if: $v) { a } ... @skip(if: $w) { a }", "{\"v\":false,\"w\":false}", "a b")]
    [InlineData("...F @include(if: $v) b ...F @include(if: $w)", "{\"v\":false,\"w\":true}", "b a")]
    [InlineData("...F @include(if: $v) b ...F @include(if: $w)", "{\"v\":true,\"w\":true}", "a b")]
    public void Decides_every_condition(string selections, string variables, string expected) => Assert.Equal(
        expected,
        Plan(
            $$"""
            query($v: Boolean!, $w: Boolean!) {
              {{selections}} b g @include(if: false) c @skip(if: $v) @include(if: $v) d @skip(if: $w) @include(if: $w)
            } fragment F on Query { a }
            """,
            variables));

    [Fact]
    public void Compiles_an_abstract_selection_for_each_of_its_object_types()
    {
        var root = Root("{ node { id ... on A { a } ...F next { id } } } fragment F on Node { ... on B { b } ... on Node { next { __typename } } }");

        var selection = root.Fields[0].Selection!;

        Assert.Equal("Node", selection.Type.Name);
        Assert.Equal(["A: id a next{__typename id}", "B: id b next{__typename id}"], selection.Plans.Select(plan => $"{plan.Type}: {Text(plan)}").Order());
        Assert.Null(selection.For(Engine.Schema.Query));
        Assert.Equal("A", selection.For((ObjectType)Engine.Schema.Type("A")!)!.Type.Name);
    }

    [Fact]
    public void Applies_fragments_by_the_type_of_the_object()
    {
        var selection = Root("{ any { ... on Node { id } ... on C { c } ... on A { a } ... on Any { __typename } } }").Fields[0].Selection!;

        Assert.Equal(["A: id a __typename", "C: c __typename"], selection.Plans.Select(plan => $"{plan.Type}: {Text(plan)}").Order());
        Assert.Empty(Root("{ empty { id } }").Fields[0].Selection!.Plans);
    }

    [Fact]
    public void Coerces_constant_arguments_once_and_numbers_the_others()
    {
        var (_, variant, _) = Engine.Compile("query($v: Int) { a: f(y: 1, x: 1) b: f(x: $v) c: f d: g e: f(y: [$v]) h: g(x: $v) }");

        var plans = variant!.Root.Fields;

        Assert.Equal(["{\"x\":1,\"y\":[1]}", "", "{}", "{\"x\":1}", "", ""], plans.Select(plan => Encoding.UTF8.GetString(plan.Arguments.Constant.Span)));
        Assert.Equal([-1, 0, -1, -1, 1, 2], plans.Select(plan => plan.Arguments.Slot));
        Assert.Equal(3, variant.ArgumentSlots);
    }

    [Fact]
    public void Remembers_where_merged_fields_stand_but_not_all_of_thousands()
    {
        var (plan, variant, _) = Engine.Compile("{ a\n b a " + string.Concat(Enumerable.Repeat("c ", 5000)) + "}");

        var fields = variant!.Root.Fields;

        Assert.Equal([new(1, 3), new(2, 4)], fields[0].Locations(plan.Source));
        Assert.Equal(5000, fields[2].Starts.Length);
        Assert.Equal(16, fields[2].Locations(plan.Source).Length);
    }

    [Theory]
    [InlineData(4_999, true)]
    [InlineData(5_000, true)]
    [InlineData(5_001, false)]
    public void Counts_fields_after_expanding_fragments(int spreads, bool isWithin)
    {
        string aliases = string.Concat(Enumerable.Range(0, spreads).Select(i => $"q{i}: q {{ ...F }} "));

        var (_, variant, _) = Engine.Compile($"{{ {aliases} }} fragment F on Query {{ a b c }}");

        Assert.Equal(isWithin, variant is not null);
    }

    [Fact]
    public void Refuses_a_fragment_bomb_without_expanding_it()
    {
        var text = new StringBuilder("{ ...F0 }");
        for (int i = 0; i < 60; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $" fragment F{i} on Query {{ x: q {{ ...F{i + 1} }} y: q {{ ...F{i + 1} }} }}");
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        var (_, variant, _) = Engine.Compile(text.Append(" fragment F60 on Query { a }").ToString());
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Null(variant);
        Assert.True(allocated < 50_000_000, $"{allocated} bytes");
    }

    [Fact]
    public void Refuses_sets_of_fragments_that_combine_without_end()
    {
        // Each level selects below it one set of fragments for A and another for B, so that ever new sets come together.
        var text = new StringBuilder("{ node { ...F0 } }");
        for (int i = 0; i < 40; i++)
        {
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $$""" fragment F{{i}} on Node { ... on A { next { ...F{{i + 1}} } next { id } } ... on B { next { id ...F{{i + 1}} } } }""");
        }

        var (_, variant, _) = Engine.Compile(text.Append(" fragment F40 on Node { id }").ToString());

        Assert.True(variant is null || variant.Root.Fields.Length == 1);
    }

    [Fact]
    public void Nested_abstract_types_count_once_however_many_objects_they_may_be()
    {
        string document = $"{{ node {{ {string.Concat(Enumerable.Repeat("next { id ", 150))} {new string('}', 150)} }} }}";

        Assert.NotNull(Engine.Compile(document).Variant);
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(600, false)]
    [InlineData(8_000, false)]
    public void Refuses_fragments_that_nest_deeper_than_a_walk_may_go(int levels, bool isWithin)
    {
        string chain = string.Concat(Enumerable.Range(0, levels).Select(i => $" fragment F{i} on Query {{ q {{ ...F{i + 1} }} }}"));

        var (_, variant, _) = Engine.Compile($"{{ ...F0 }}{chain} fragment F{levels} on Query {{ a }}");

        Assert.Equal(isWithin, variant is not null);
    }

    [Fact]
    public void Refuses_depth_that_is_reached_by_a_second_way()
    {
        string chain = string.Concat(Enumerable.Range(0, 300).Select(i => $" fragment F{i} on Query {{ q {{ ...F{i + 1} }} }}"));
        string deep = string.Concat(Enumerable.Range(0, 300).Select(i => $" fragment G{i} on Query {{ x: q {{ ...G{i + 1} }} }}"));

        var (_, shallow, _) = Engine.Compile($"{{ ...F0 }}{chain} fragment F300 on Query {{ a }}");
        var (_, both, _) = Engine.Compile($"{{ ...F0 ...G0 }}{chain} fragment F300 on Query {{ a }}{deep} fragment G300 on Query {{ ...F0 }}");

        Assert.NotNull(shallow);
        Assert.Null(both);
    }

    [Fact]
    public void Follows_fragments_as_long_as_a_document_may_be()
    {
        string chain = string.Concat(Enumerable.Range(0, 12_000).Select(i => $" fragment F{i} on Query {{ ...F{i + 1} }}"));

        Assert.Equal("b a", Plan($"{{ b ...F0 }}{chain} fragment F12000 on Query {{ b a }}"));
    }

    private static SelectionPlan Root(string document, string variables = "{}") => Engine.Compile(document, variables).Variant!.Root;

    private static string Plan(string document, string variables = "{}")
    {
        // Where a theory's case spreads a fragment or not, the document must not hold one that nobody uses.
        if (!document.Contains("...F", StringComparison.Ordinal) && document.Contains(" fragment F", StringComparison.Ordinal))
        {
            document = document[..document.IndexOf(" fragment", StringComparison.Ordinal)];
        }

        return Text(Root(document, variables));
    }

    private static string Text(SelectionPlan plan) => string.Join(' ', plan.Fields.Select(field =>
        field.Selection is { } below ? $"{field.ResponseName}{{{string.Join('|', below.Plans.Select(Text).Distinct())}}}" : field.ResponseName));
}
