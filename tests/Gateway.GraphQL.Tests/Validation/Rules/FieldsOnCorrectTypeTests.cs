using Gateway.GraphQL.Tests.Types;

namespace Gateway.GraphQL.Tests.Validation.Rules;

public class FieldsOnCorrectTypeTests
{
    [Fact]
    public void Takes_fields_of_objects_interfaces_and_introspection() => Check.Valid(
            """
            { __schema { queryType { name } } __type(name: "Dog") { name } being { name __typename } catOrDog {
            __typename ... on Dog { barks } } }
            """);

    [Fact]
    public void Says_nothing_of_what_is_below_an_unknown_field() => Check.Valid("{ dog { ... on Dog { mother { name } } } }");

    [Fact]
    public void Refuses_unknown_fields_and_says_what_may_be_meant() => Check.Invalid(
            "{ dog { nam unknown { deeper } } human { nicknam } }",
            """Cannot query field "nam" on type "Dog". Did you mean "name"? (1:9)""",
            """Cannot query field "nicknam" on type "Human". (1:42)""",
            """Cannot query field "unknown" on type "Dog". (1:13)""");

    [Fact]
    public void Refuses_fields_that_only_some_objects_of_an_interface_have() => Check.Invalid(
            "{ being { nickname barkVolume } pet { meowVolume } }",
            """Cannot query field "barkVolume" on type "Being". Did you mean to use an inline fragment on "Dog"? (1:20)""",
            """Cannot query field "meowVolume" on type "Pet". Did you mean to use an inline fragment on "Cat"? (1:39)""",
            """Cannot query field "nickname" on type "Being". Did you mean to use an inline fragment on "Cat" or "Dog"? (1:11)""");

    [Fact]
    public void Refuses_any_field_of_a_union() => Check.Invalid(
            "{ catOrDog { name } dogOrHuman { id } }",
            """Cannot query field "id" on type "DogOrHuman". Did you mean to use an inline fragment on "Human"? (1:34)""",
            """Cannot query field "name" on type "CatOrDog". Did you mean to use an inline fragment on "Being", "Pet", "Cat", or "Dog"? (1:14)""");

    [Fact]
    public void Refuses_introspection_below_the_root() => Check.Invalid(
            "{ dog { __schema { queryType { name } } } }",
            """Cannot query field "__schema" on type "Dog". (1:9)""");

    [Fact]
    public void Names_an_interface_before_what_implements_it_as_the_reference_does() => Assert.Equal(
        ["""Cannot query field "x" on type "U". Did you mean to use an inline fragment on "K", "L", "M", "B", or "C"? (1:7)"""],
        Check.Errors(
            Sdl.Schema(
                """
                interface K { x: Int } interface L implements K { x: Int } interface M implements K & L { x: Int } type B implements K & L & M { x: Int }
                interface C implements K & L { x: Int } type A implements K & L & C { x: Int } union U = A | B type Query { u: U }
                """),
            "{ u { x } }"));
}
