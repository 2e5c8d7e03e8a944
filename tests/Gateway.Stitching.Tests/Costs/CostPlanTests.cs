using Gateway.GraphQL.Values;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Tests.Mapping;

namespace Gateway.Stitching.Tests.Costs;

public class CostPlanTests
{
    private const string Schema = """
        interface Thing { name: String price(in: String): Int @cost(weight: "7") }
        type Book implements Thing @cost(weight: "3") { name: String price(in: String): Int title: String author: Author mood: Mood }
        type Author { name: String books(max: Int): [Book!] @listSize(slicingArguments: ["max"], requireOneSlicingArgument: false) }
        scalar Text @cost(weight: "0.5")
        enum Mood @cost(weight: "0.25") { GOOD BAD }
        input Page { size: Int = 5 inner: Page }
        input Filter { text: String @cost(weight: "4") and: [Filter!] or: Filter free: Int }
        type Shelf { rows: [Book!]! labels: [String!]! owner: Author }
        type Query {
          book: Book
          thing: Thing
          text: Text
          books(first: Int, last: Int): [Book!]! @listSize(assumedSize: 20, slicingArguments: ["first", "last"], requireOneSlicingArgument: false)
          ten: [Book!]! @listSize(assumedSize: 10)
          paged(page: Page): [Book!]! @listSize(assumedSize: 2, slicingArguments: ["page.size", "page.inner.size"], requireOneSlicingArgument: false)
          exact(a: Int, b: Int): [Book!]! @listSize(slicingArguments: ["a", "b"])
          shelf(n: Int = 4): Shelf @cost(weight: "100") @listSize(slicingArguments: ["n"], sizedFields: ["rows", "labels"])
          found(filter: Filter, cheap: Int @cost(weight: "-50"), dear: Int @cost(weight: "2")): Book @cost(weight: "10")
          plain: [Book!]!
        }
        """;

    private static readonly GatewayModel Model = SmallSchema.Build(Schema, out _);

    [Theory]
    [InlineData("{ book { title } }", 3.1, 0)]
    [InlineData("{ text book { mood } }", 3.75, 0)]
    [InlineData("{ ten { title author { name } } }", 10 * (3 + 0.1 + 1 + 0.1), 0)]
    [InlineData("{ plain { title } }", 3.1, 0)]
    [InlineData("{ books { title } }", 20 * 3.1, 0)]
    [InlineData("{ books(first: 3, last: 5) { title } }", 5 * 3.1, 0)]
    [InlineData("{ books(first: -3) { title } }", 0, 0)]
    [InlineData("{ books(first: null) { title } }", 20 * 3.1, 0)]
    [InlineData("{ thing { price } book { price } }", 3.1 + 3.1, 14)]
    [InlineData("{ ten { price } }", 10 * 3.1, 70)]
    public void Types_are_weighed_by_their_values_and_fields_by_being_resolved(string document, double types, double fields)
    {
        var cost = Pricing.Of(Model, document);

        Assert.Equal(types, cost.Types, 6);
        Assert.Equal(fields, cost.Fields, 6);
    }

    [Theory]
    [InlineData("{ shelf(n: 7) { rows { title } labels owner { name } } }", 1 + (7 * (3.1 + 0.1)) + 1.1, 100)]
    [InlineData("{ shelf { rows { price } } }", 1 + (4 * 3.1), 100 + (4 * 7))]
    public void A_length_may_be_that_of_lists_below(string document, double types, double fields)
    {
        var cost = Pricing.Of(Model, document);

        Assert.Equal(types, cost.Types, 6);
        Assert.Equal(fields, cost.Fields, 6);
    }

    [Theory]
    [InlineData("{ found(dear: 1) { title } }", 12)]
    [InlineData("{ found(dear: null) { title } }", 10)]
    [InlineData("{ found(cheap: 1) { title } }", 0)]
    [InlineData("{ found(filter: { text: \"a\", free: 1, or: { text: \"b\" }, and: [{ text: \"c\" }, { free: 2 }] }) { title } }", 22)]
    [InlineData("query($f: Filter = { and: { text: \"c\" } }) { found(filter: $f) { title } }", 14)]
    [InlineData("query($d: Int) { found(dear: $d) { title } }", 10)]
    [InlineData("query($d: Int = 1) { found(dear: $d) { title } }", 12)]
    public void Arguments_and_input_fields_that_are_given_weigh_and_all_together_never_less_than_nothing(string document, double fields)
    {
        Assert.Equal(fields, Pricing.Of(Model, document).Fields, 6);
    }

    [Theory]
    [InlineData("query($n: Int) { books(first: $n) { title } }", "{}", 20)]
    [InlineData("query($n: Int) { books(first: $n) { title } }", "{\"n\":null}", 20)]
    [InlineData("query($n: Int) { books(first: $n) { title } }", "{\"n\":3}", 3)]
    [InlineData("query($n: Int = 4) { books(first: $n, last: 2) { title } }", "{}", 4)]
    [InlineData("query($n: Int) { paged(page: { size: $n }) { title } }", "{\"n\":8}", 8)]
    [InlineData("query($n: Int) { paged(page: { size: $n }) { title } }", "{}", 5)]
    [InlineData("query($n: Int) { paged(page: { inner: { size: $n } }) { title } }", "{\"n\":9}", 9)]
    [InlineData("query($p: Page) { paged(page: $p) { title } }", "{\"p\":{\"inner\":{\"size\":6}}}", 6)]
    [InlineData("query($p: Page) { paged(page: $p) { title } }", "{\"p\":{\"size\":3}}", 3)]
    [InlineData("query($p: Page) { paged(page: $p) { title } }", "{}", 2)]
    [InlineData("query($p: Page!) { paged(page: { size: 1, inner: $p }) { title } }", "{\"p\":{\"size\":7}}", 7)]
    public void Variables_decide_a_length(string document, string variables, double books)
    {
        Assert.Equal(books * 3.1, Pricing.Of(Model, document, variables).Total, 3);
    }

    [Fact]
    public void Lengths_of_variables_multiply_and_conditions_count()
    {
        const string Document = """
            query($n: Int!, $m: Int!, $with: Boolean!) {
              books(first: $n) { title author { ...A } } ten { author { ...A } } book @include(if: $with) { title }
            }
            fragment A on Author { books(max: $m) { title mood } }
            """;

        double inner = 7 * (3 + 0.1 + 0.25);
        double expected = (2 * (3.1 + 1 + inner)) + (10 * (3 + 1 + inner));

        Assert.Equal(expected, Pricing.Of(Model, Document, "{\"n\":2,\"m\":7,\"with\":false}").Total, 3);
        Assert.Equal(expected + 3.1, Pricing.Of(Model, Document, "{\"n\":2,\"m\":7,\"with\":true}").Total, 3);
    }

    [Theory]
    [InlineData("{ exact(a: 1) { title } }", "{}", null)]
    [InlineData("{ exact { title } }", "{}", 0)]
    [InlineData("query($v: Int) { exact(a: 1, b: $v) { title } }", "{\"v\":2}", 2)]
    [InlineData("query($v: Int) { exact(a: 1, b: $v) { title } }", "{}", null)]
    public void Where_it_is_required_exactly_one_slicing_argument_must_be_given(string document, string variables, int? given)
    {
        var (plan, costs, values) = Pricing.Plan(Model, document, variables);

        var error = costs.Check(values, plan.Source);

        Assert.Equal(
            given is null ? null : $"Field \"exact\" must be given exactly one of its slicing arguments (a, b); {given} were given.", error?.Message);
        Assert.Equal(given is null ? 0 : 1, error?.Locations.Length ?? 0);
    }

    [Fact]
    public void Asking_with_variables_allocates_nothing()
    {
        var (plan, costs, values) = Pricing.Plan(
            Model,
            "query($n: Int, $p: Page) { books(first: $n) { author { books(max: $n) { title } } } paged(page: $p) { title } shelf(n: $n) { rows { title } } }",
            "{\"n\":3,\"p\":{\"size\":4}}");
        Ask(100);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Ask(1000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Ask(int times)
        {
            for (int i = 0; i < times; i++)
            {
                costs.Check(values, plan.Source);
                costs.Of(values);
            }
        }
    }

    [Fact]
    public void What_does_not_depend_on_variables_is_the_same_plan_for_all()
    {
        var (plan, costs, _) = Pricing.Plan(Model, "{ ten { title } }");

        Assert.Same(costs, Stitching.Costs.CostPlan.Of(Model.Costs, plan.Variant(VariableValues.Empty)!));
    }

    [Fact]
    public void Fragments_that_double_with_every_line_are_priced_once_each()
    {
        string document = "query($n: Int) { ten { author { ...F0 } } } "
            + string.Concat(Enumerable.Range(0, 10).Select(i => $"fragment F{i} on Author {{ a: books(max: $n) {{ author {{ ...F{i + 1} }} }} b: books(max: $n) {{ author {{ ...F{i + 1} }} }} }} "))
            + "fragment F10 on Author { name }";

        double points = Pricing.Of(Model, document, "{\"n\":1000000}").Total;

        Assert.True(points > 1e60);
    }
}
