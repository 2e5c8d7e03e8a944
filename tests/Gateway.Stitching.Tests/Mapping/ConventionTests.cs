using System.Text;
using Gateway.GraphQL.Types;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Tests.Mapping;

public class ConventionTests
{
    [Fact]
    public void A_result_of_a_search_is_no_entity_since_it_tells_what_holds_for_that_search_alone()
    {
        var model = SmallSchema.Build(
            """
            type Query { search(term: String!): [IssueSearchResult!]! }
            interface Node { id: ID! }
            type IssueSearchResult implements Node { id: ID! metadata: String }
            """,
            out _);

        var field = model.Of(model.Schema.Query.Field("search")!);

        Assert.False(model.Of((ObjectType)model.Schema.Type("IssueSearchResult")!).IsEntity);
        Assert.False(field.IsKept);
    }

    private const string Basis = """
        interface Node { id: ID! }
        input IDComparator { in: [ID!] }
        input CityFilter { id: IDComparator name: String }
        type PageInfo { endCursor: String hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String }
        type City implements Node { id: ID! name: String! }
        type CityEdge { cursor: String! node: City! }
        type CityConnection { edges: [CityEdge!]! nodes: [City!]! pageInfo: PageInfo! }

        """;

    [Fact]
    public void Root_fields_named_after_an_entity_read_it_and_many_of_it()
    {
        var city = Model("city(id: String!, hint: Int): City! cities(first: Int, includeArchived: Boolean, filter: CityFilter): CityConnection!");

        Assert.Equal("""{"id":"a"}""", Encoding.UTF8.GetString(city.One!.ForKey("a").Span));
        Assert.Equal("""{"filter":{"id":{"in":["a"]}},"first":1,"includeArchived":true}""", Encoding.UTF8.GetString(city.Many!.ForKeys(["a"]).Span));
    }

    [Theory]
    [InlineData("mayorCity(id: String!): City!")]
    [InlineData("city(id: String!, year: Int!): City!")]
    [InlineData("city(id: Int!): City!")]
    [InlineData("city(ids: [String!]): City!")]
    [InlineData("city(id: String!): [City!]!")]
    [InlineData("\"[Internal] One.\" city(id: String!): City!")]
    public void What_only_looks_like_a_lookup_is_none(string field) => Assert.Null(Model(field).One);

    [Theory]
    [InlineData("cities(first: Int, filter: CityFilter, term: String!): CityConnection!")]
    [InlineData("cities(filter: CityFilter): CityConnection!")]
    [InlineData("cities(first: Int): CityConnection!")]
    [InlineData("myCities(first: Int, filter: CityFilter): CityConnection!")]
    public void What_only_looks_like_a_lookup_of_many_is_none(string field) => Assert.Null(Model($"city(id: String!): City! {field}").Many);

    [Fact]
    public void A_lookup_that_is_written_down_stands_in_place_of_all_that_could_be_inferred()
    {
        var model = Build(
            "city(id: String!): City! cities(first: Int, filter: CityFilter): CityConnection! place(id: String!): City!",
            "extend type City @lookup(by: \"place(id: $key)\")");

        Assert.Equal("place", model.One!.Field.Name);
        Assert.Null(model.Many);
    }

    [Theory]
    [InlineData("x: City", true)]
    [InlineData("x: [City!]!", true)]
    [InlineData("x(first: Int): CityConnection!", true)]
    [InlineData("x: Int!", false)]
    [InlineData("x: Weather", false)]
    [InlineData("x: Weather @cacheControl(maxAge: 5)", true)]
    public void Root_fields_that_lead_to_no_entity_are_kept_only_if_they_say_so(string field, bool isKept)
    {
        var model = SmallSchema.Build($"{Basis} type Weather {{ t: Float }} type Query @cacheControl(maxAge: 60) {{ {field} }}", out _);

        Assert.Equal(isKept, model.Of(model.Schema.Query.Field("x")!).IsKept);
    }

    [Fact]
    public void Neither_what_is_internal_nor_what_contains_itself_is_asked_for_unasked()
    {
        var model = SmallSchema.Build(
            $$"""
            {{Basis}}
            type Query { a: A }
            type A implements Node {
              id: ID! "Old. [Internal] Of no use." secret: Int "[alpha] New." fresh: Int box: Box city: City either: Either
            }
            type Box { width: Int inner: Box lid: Lid }
            type Lid { color: Int box: Box }
            union Either = City | A
            """,
            out _);

        Assert.Equal("id box city", Names(model.TypeNamed("A")!));
        Assert.Equal("width", Names(model.TypeNamed("Box")!));
        Assert.Equal("color", Names(model.TypeNamed("Lid")!));
    }

    [Fact]
    public void A_union_of_entities_is_a_link_and_a_list_of_it_depends_on_each()
    {
        var model = SmallSchema.Build(
            $"{Basis} type Town implements Node {{ id: ID! }} union Place = City | Town type Query {{ places: [Place!]! box: Box @cacheControl(maxAge: 5) }} type Box {{ places: [Place!]! }}",
            out _);

        var places = model.Of(model.Schema.Query.Field("places")!);
        Assert.Equal(FieldShape.Entity, places.Shape);
        Assert.Equal(["City", "Town"], places.Tags.Order());
        Assert.Equal(["City", "Town"], model.Of(model.Schema.Query.Field("box")!).Tags.Order());
    }

    private static string Names(TypeModel type) => string.Join(' ', type.CheapFields.Select(field => field.Definition.Name));

    private static TypeModel Model(string fields) => Build(fields, "");

    private static TypeModel Build(string fields, string more)
    {
        var model = SmallSchema.Build($"{Basis} type Query {{ {fields} }} {more}", out var problems);
        Assert.Empty(problems);
        return model.TypeNamed("City")!;
    }
}
