namespace Gateway.GraphQL.Tests.Validation.Rules;

public class FragmentsOnCompositeTypesTests
{
    [Fact]
    public void Takes_objects_interfaces_unions_and_no_condition() =>
        Check.Valid("{ being { ... on Dog { name } ... on Pet { name } ... on CatOrDog { __typename } ... { name } } }");

    [Fact]
    public void Refuses_scalars_enums_and_input_objects() => Check.Invalid(
            """
            { dog { ... on Int { x } ...F ...G } }
            fragment F on Command { x }
            fragment G on Complex { x }
            """,
            """Fragment "F" cannot condition on non composite type "Command". (2:15)""",
            """Fragment "G" cannot condition on non composite type "Complex". (3:15)""",
            """Fragment cannot condition on non composite type "Int". (1:16)""");
}
