using Gateway.Stitching.Tests.Mapping;

namespace Gateway.Stitching.Tests.Costs;

public class CostModelBuilderTests
{
    [Theory]
    [InlineData("type Query { a: Int @cost(weight: \"dear\") }", "@cost on Query.a: \"dear\" is no weight. Write a number, such as \"2.5\".")]
    [InlineData("type Query { a: Int } type T @cost(weight: \"\") { b: Int }", "@cost on T: \"\" is no weight. Write a number, such as \"2.5\".")]
    [InlineData("type Query { a(x: Int @cost(weight: \"NaN\")): Int }", "@cost on Query.a(x:): \"NaN\" is no weight. Write a number, such as \"2.5\".")]
    [InlineData("type Query { a(x: I): Int } input I { y: Int @cost(weight: \"1e999\") }", "@cost on I.y: \"1e999\" is no weight. Write a number, such as \"2.5\".")]
    [InlineData("directive @d(x: Int @cost(weight: \"1\")) on FIELD type Query { a: Int }", "@cost on @d(x:): arguments of directives are not weighed.")]
    [InlineData("type Query { a: [Int] @listSize }", "@listSize on Query.a says neither assumedSize nor slicingArguments.")]
    [InlineData("type Query { a: [Int] @listSize(assumedSize: -1) }", "@listSize on Query.a: assumedSize must be from 0 to 2147483647.")]
    [InlineData("type Query { a: Int @listSize(assumedSize: 1) }", "@listSize on Query.a: the field is no list, so that sizedFields must name those below it that are.")]
    [InlineData("type Query { a: Query b: [Int] @listSize(assumedSize: 1, slicingArguments: \"n\") }", "@listSize on Query.b: there is no argument \"n\" to slice by.")]
    [InlineData("type Query { b(n: String): [Int] @listSize(slicingArguments: [\"n\"]) }", "@listSize on Query.b: the argument \"n\" is no Int.")]
    [InlineData("type Query { b(n: I): [Int] @listSize(slicingArguments: [\"n.m\"]) } input I { l: Int }", "@listSize on Query.b: there is no argument \"n.m\" to slice by.")]
    [InlineData("type Query { p: P @listSize(assumedSize: 1, sizedFields: [\"x\"]) } type P { x: Int }", "@listSize on Query.p: P has no list \"x\".")]
    public void Directives_that_make_no_sense_are_told(string schema, string problem)
    {
        SmallSchema.Build(schema, out var problems);

        Assert.Equal([problem], problems);
    }

    [Fact]
    public void All_of_them_are_told_at_once()
    {
        SmallSchema.Build(
            "type Query @cacheControl(maxAge: -1) { a: Int @cost(weight: \"x\") b: [Int] @listSize(assumedSize: -1) c: Int @cost(weight: \"y\") }",
            out var problems);

        Assert.Equal(4, problems.Count);
    }

    [Fact]
    public void A_connection_needs_no_directive_and_one_replaces_what_it_is_taken_for()
    {
        var model = SmallSchema.Build(
            """
            type Query {
              things(first: Int, last: Int): ThingConnection!
              few(first: Int): ThingConnection! @listSize(assumedSize: 5, sizedFields: ["nodes"])
              none: OddConnection
            }
            type ThingConnection { nodes: [Thing!]! edges: [ThingEdge!]! pageInfo: PageInfo! }
            type ThingEdge { cursor: String! node: Thing! }
            type PageInfo { hasNextPage: Boolean! }
            type Thing { name: String }
            type OddConnection { name: String }
            """,
            out var problems);

        Assert.Empty(problems);
        Assert.Equal(56.1, Pricing.Of(model, "{ things { nodes { name } pageInfo { hasNextPage } } }").Total);
        Assert.Equal(4.4, Pricing.Of(model, "{ things(last: 2) { edges { cursor node { name } } } }").Total);
        Assert.Equal(5.5, Pricing.Of(model, "{ few(first: 100) { nodes { name } } }").Total);
        Assert.Equal(1.1, Pricing.Of(model, "{ none { name } }").Total);
    }
}
