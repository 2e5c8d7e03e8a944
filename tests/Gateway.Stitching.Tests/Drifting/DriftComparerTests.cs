using System.Text;
using Gateway.Stitching.Drifting;
using Gateway.Stitching.Mapping;
using Gateway.Testing.Inventing;

namespace Gateway.Stitching.Tests.Drifting;

public class DriftComparerTests
{
    private const string Served = """
        type Query { a(n: Int = 3, how: How, filter: Filter): A! b: B! c: Thing }
        interface Node { id: ID! }
        type A implements Node { id: ID! text: String! count: Int link: B list: [B!]! }
        type B implements Node { id: ID! a: A }
        type Lonely { gone: Int }
        union Thing = A | B
        enum How { fast slow }
        input Filter { text: String below: Filter how: How }
        """;

    [Theory]
    [InlineData("text: String! count", "count", "A.text")]
    [InlineData("count: Int", "count: Int!", "")]
    [InlineData("count: Int", "count: String", "")]
    [InlineData("count: Int", "count: [Int]", "A.count")]
    [InlineData("link: B ", "link: Thing ", "A.link")]
    [InlineData("list: [B!]!", "list: B", "A.list")]
    [InlineData("n: Int = 3, ", "", "Query.a(n:)")]
    [InlineData("n: Int", "must: Int!, n: Int", "Query.a(must:)")]
    [InlineData("n: Int = 3", "n: Int!", "Query.a(n:)")]
    [InlineData("text: String below", "below", "Filter.text")]
    [InlineData("{ fast slow }", "{ fast }", "How.slow")]
    [InlineData("Thing = A | B", "Thing = A", "Thing")]
    [InlineData("type Lonely { gone: Int }", "", "")]
    public void Tells_what_cannot_be_asked_for_any_more(string before, string now, string coordinate)
    {
        var (_, vanished) = Compare(before, now);

        Assert.Equal(coordinate, string.Join(' ', vanished.Differences.Select(difference => difference.Coordinate)));
    }

    [Theory]
    [InlineData("n: Int = 3, ", "", """{"n":3}""", false)]
    [InlineData("n: Int = 3, ", "", """{"n":4}""", true)]
    [InlineData("n: Int", "must: Int!, n: Int", """{"n":3}""", true)]
    [InlineData("how: How, ", "how: How!, ", """{"n":3}""", true)]
    [InlineData("how: How, ", "how: How!, ", """{"n":3,"how":"fast"}""", false)]
    [InlineData("{ fast slow }", "{ fast }", """{"how":"slow","n":3}""", true)]
    [InlineData("{ fast slow }", "{ fast }", """{"filter":{"below":{"how":"slow"}}}""", true)]
    [InlineData("{ fast slow }", "{ fast }", """{"filter":{"below":{"how":"fast"}}}""", false)]
    [InlineData("text: String below", "below", """{"filter":{"below":{"text":"x"}}}""", true)]
    public void Arguments_decide_whether_a_field_can_be_asked_for(string before, string now, string arguments, bool isGone)
    {
        var (model, vanished) = Compare(before, now);

        Assert.Equal(isGone, vanished.Has(model.Schema.Query.Field("a")!, Encoding.UTF8.GetBytes(arguments)));
    }

    [Fact]
    public void A_schema_that_only_grew_lacks_nothing()
    {
        var (_, vanished) = Compare("type B implements", "type C { x: Int }\ntype B implements");

        Assert.Same(Vanished.Nothing, vanished);
    }

    private static (GatewayModel Model, Vanished Vanished) Compare(string before, string now)
    {
        Assert.Contains(before, Served, StringComparison.Ordinal);
        var slice = InventedGateway.BuildSchema(Served);
        var model = ModelBuilder.Build(InventedGateway.BuildSchema(Served), TimeSpan.FromMinutes(1), out _);
        var published = InventedGateway.BuildSchema(Served.Replace(before, now, StringComparison.Ordinal));
        return (model, new DriftComparer(model, slice, published).Compare());
    }
}
