namespace Gateway.GraphQL.Tests.Types;

public class TypeRulesTests
{
    [Fact]
    public void Refuses_types_without_content() => Sdl.Refused(
        "type Query { a: Int } type T interface F enum E union U input I extend type T @d directive @d on OBJECT",
        "Type T must define one or more fields. (1:23, 1:65)",
        "Type F must define one or more fields. (1:30)",
        "Enum type E must define one or more values. (1:42)",
        "Union type U must define one or more member types. (1:49)",
        "Input Object type I must define one or more fields. (1:57)");

    [Fact]
    public void Refuses_output_types_for_input() => Sdl.Refused(
        "type Query { b(x: Query): Int c(x: [U!]!): Int d(x: F): Int } union U = Query interface F { a: Int }",
        "The type of Query.b(x:) must be Input Type but got: Query. (1:19)",
        "The type of Query.c(x:) must be Input Type but got: [U!]!. (1:36)",
        "The type of Query.d(x:) must be Input Type but got: F. (1:53)");

    [Fact]
    public void Refuses_input_types_for_output() => Sdl.Refused(
        "type Query { a: I b: [I!]! } input I { q: Int }",
        "The type of Query.a must be Output Type but got: I. (1:17)",
        "The type of Query.b must be Output Type but got: [I!]!. (1:22)");

    [Fact]
    public void Refuses_types_that_do_not_exist_and_says_what_may_be_meant() => Sdl.Refused(
        "type Query { a: Quer b(x: [Strin!]!): Foo } extend type Query { c: Nope } union U = Query | Other",
        """Unknown type "Quer". Did you mean "Query"? (1:17)""",
        """Unknown type "Strin". Did you mean "String"? (1:28)""",
        """Unknown type "Foo". (1:39)""",
        """Unknown type "Nope". (1:68)""",
        """Unknown type "Other". (1:93)""");

    [Fact]
    public void Refuses_required_arguments_and_input_fields_that_are_deprecated() => Sdl.Refused(
        """
        input I { a: Int! @deprecated b: Int! = 1 @deprecated c: Int @deprecated } type Query { a(x: Int!
        @deprecated, y: Int! = 2 @deprecated): Int } directive @d(a: Int! @deprecated(reason: "x")) on FIELD
        """,
        "Required argument @d(a:) cannot be deprecated. (2:67, 2:62)",
        "Required input field I.a cannot be deprecated. (1:19, 1:14)",
        "Required argument Query.a(x:) cannot be deprecated. (2:1, 1:94)");

    [Fact]
    public void Refuses_members_of_a_union_that_are_no_objects_or_there_already() => Sdl.Refused(
        """
        union U = Query | Query | I | E | Int type Query { a: U } input I { a: Int } enum E { A } extend union U
        = Query
        """,
        "Union type U can only include type Query once. (1:11, 1:19, 2:3)",
        "Union type U can only include Object types, it cannot include I. (1:27)",
        "Union type U can only include Object types, it cannot include E. (1:31)",
        "Union type U can only include Object types, it cannot include Int. (1:35)",
        "Union type U can only include type Query once. (1:11, 1:19, 2:3)");

    [Fact]
    public void Refuses_required_fields_and_defaults_of_oneof_objects() => Sdl.Refused(
        "input I @oneOf { a: Int! b: Int = 1 c: Int } type Query { a(i: I): Int }",
        "OneOf input field I.a must be nullable. (1:21)",
        "OneOf input field I.b cannot have a default value. (1:26)");

    [Fact]
    public void Refuses_oneof_by_an_extension() => Sdl.Refused(
        "type Query { a: Int } input I { a: Int } extend input I @oneOf",
        """The directive "@oneOf" must not be provided by an extension. (1:57)""");

    [Fact]
    public void Refuses_operations_among_the_definitions() => Sdl.Refused(
        "type Query { a: Int } query { a }",
        "Executable definitions are not part of a schema. (1:23)");
}
