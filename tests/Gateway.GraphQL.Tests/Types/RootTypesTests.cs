namespace Gateway.GraphQL.Tests.Types;

public class RootTypesTests
{
    [Fact]
    public void Refuses_a_schema_without_a_query_root() => Sdl.Refused(
        "type A { x: Int }",
        "Query root type must be provided.");

    [Fact]
    public void Refuses_a_schema_definition_without_a_query_root() => Sdl.Refused(
        "schema { mutation: Q } type Q { a: Int }",
        "Query root type must be provided. (1:1)");

    [Fact]
    public void Refuses_roots_that_are_not_objects() => Sdl.Refused(
        """
        schema { query: A mutation: M subscription: E } interface A { a: Int } type B implements A { a: Int }
        input M { a: Int } enum E { A }
        """,
        "Query root type must be Object type, it cannot be A. (1:17)",
        "Mutation root type must be Object type if provided, it cannot be M. (1:29)",
        "Subscription root type must be Object type if provided, it cannot be E. (1:45)");

    [Fact]
    public void Refuses_roots_of_the_usual_names_that_are_not_objects() => Sdl.Refused(
        "type Query { a: Int } type Mutation { a: Int } scalar Subscription",
        "Subscription root type must be Object type if provided, it cannot be Subscription. (1:48)");

    [Fact]
    public void Refuses_roots_named_twice() => Sdl.Refused(
        "schema { query: Q query: Q } extend schema { query: P mutation: P } type Q { a: Int } type P { a: Int }",
        "There can be only one query type in schema. (1:10, 1:19)",
        "There can be only one query type in schema. (1:10, 1:46)");

    [Fact]
    public void Refuses_roots_that_do_not_exist() => Sdl.Refused(
        "schema { query: Q mutation: M } type Q { a: Int }",
        """Unknown type "M". Did you mean "Q"? (1:29)""");

    [Fact]
    public void Refuses_one_type_for_two_roots() => Sdl.Refused(
        "schema { query: Q mutation: Q } type Q { a: Int }",
        """All root types must be different, "Q" type is used as query and mutation root types. (1:17, 1:29)""");

    [Fact]
    public void Refuses_a_second_schema_definition() => Sdl.Refused(
        "schema { query: Q } schema { query: P } type Q { a: Int } type P { a: Int }",
        "Must provide only one schema definition. (1:21)",
        "There can be only one query type in schema. (1:10, 1:30)");

    [Fact]
    public void Names_roots_of_one_type_in_their_usual_order() => Sdl.Refused(
        "schema { mutation: Q subscription: Q } extend schema { query: Q } type Q { a: Int }",
        """All root types must be different, "Q" type is used as query, mutation, and subscription root types. (1:63, 1:20, 1:36)""");

    [Fact]
    public void Says_once_that_a_root_is_no_object() => Sdl.Refused(
        "schema { query: Q mutation: E subscription: E } type Q { a: Int } enum E { A }",
        "Mutation root type must be Object type if provided, it cannot be E. (1:29)",
        "Subscription root type must be Object type if provided, it cannot be E. (1:45)");

    [Fact]
    public void Refuses_roots_that_do_not_exist_even_where_there_is_one_already() => Sdl.Refused(
        "schema { query: Q query: Missing } type Q { a: Int }",
        "There can be only one query type in schema. (1:10, 1:19)",
        """Unknown type "Missing". (1:26)""");

    [Fact]
    public void Takes_the_usual_names_before_what_extends_a_schema_that_is_not_defined() =>
        Assert.Equal("Query", Sdl.Schema("extend schema { query: Q } type Q { a: Int } type Query { a: Int }").Query.Name);
}
