namespace Gateway.GraphQL.Tests.Validation.Rules;

public class VariablesInAllowedPositionTests
{
    [Fact]
    public void Takes_variables_that_fit() => Check.Valid(
            """
            query ($a: Int!, $b: [Int!]!, $c: Boolean = true, $d: Boolean, $e: String!) { arguments { multi(x: $a, z:
            $a) list(in: $b) one(in: { a: $e }) defaulted(in: $d) l: list(in: [$a]) } dog { name @skip(if: $c) } }
            """);

    [Fact]
    public void Takes_variables_in_places_that_take_anything() =>
        Check.Valid("query ($a: Int) { arguments { any(in: { x: [$a] }) } }");

    [Fact]
    public void Refuses_nullable_variables_where_null_may_not_be() => Check.Invalid(
            """
            query ($a: Int, $b: [Int], $c: Boolean, $d: Boolean = null) { arguments { multi(x: $a) list(in: $b) } dog
            { name @skip(if: $c) @include(if: $d) } }
            """,
            """Variable "$a" of type "Int" used in position expecting type "Int!". (1:8, 1:84)""",
            """Variable "$b" of type "[Int]" used in position expecting type "[Int!]!". (1:17, 1:97)""",
            """Variable "$c" of type "Boolean" used in position expecting type "Boolean!". (1:28, 2:18)""",
            """Variable "$d" of type "Boolean" used in position expecting type "Boolean!". (1:41, 2:35)""");

    [Fact]
    public void Refuses_variables_of_other_types() => Check.Invalid(
            """
            query ($a: String, $b: Int, $c: [String]) { arguments { int(in: $a) string(in: $b) lists(in: $c) list(in:
            [$a]) complex(in: { required: $a, list: $b }) } }
            """,
            """Variable "$a" of type "String" used in position expecting type "Boolean!". (1:8, 2:31)""",
            """Variable "$a" of type "String" used in position expecting type "Int!". (1:8, 2:2)""",
            """Variable "$a" of type "String" used in position expecting type "Int". (1:8, 1:65)""",
            """Variable "$b" of type "Int" used in position expecting type "String". (1:20, 1:80)""",
            """Variable "$b" of type "Int" used in position expecting type "[String]". (1:20, 2:41)""",
            """Variable "$c" of type "[String]" used in position expecting type "[[String]]". (1:29, 1:94)""");

    [Fact]
    public void Refuses_variables_in_fragments() => Check.Invalid(
            """
            query A($a: String) { arguments { ...F } }
            fragment F on Arguments { int(in: $a) }
            """,
            """Variable "$a" of type "String" used in position expecting type "Int". (1:9, 2:35)""");

    [Fact]
    public void Refuses_nullable_variables_in_oneof_objects() => Check.Invalid(
            "query ($a: String, $b: Int = 1) { arguments { one(in: { a: $a }) o: one(in: { b: $b }) } }",
            """Variable "$a" is of type "String" but must be non-nullable to be used for OneOf Input Object "One". (1:8, 1:60)""",
            """Variable "$b" is of type "Int" but must be non-nullable to be used for OneOf Input Object "One". (1:20, 1:82)""");

    [Fact]
    public void Lets_a_default_make_up_for_null_where_the_oneof_object_must_not_be_null() => Check.Valid(
        "query ($b: Int = 1, $c: One!) { arguments { required(in: { b: $b }) o: required(in: $c) } }");
}
