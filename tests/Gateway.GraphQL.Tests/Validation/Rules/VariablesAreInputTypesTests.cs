namespace Gateway.GraphQL.Tests.Validation.Rules;

public class VariablesAreInputTypesTests
{
    [Fact]
    public void Takes_scalars_enums_input_objects_and_lists() =>
        Check.Valid("query ($a: Int, $b: [Command!]!, $c: Complex, $d: Any) { arguments { any(in: { x: [$a, $b, $c, $d] }) } }");

    [Fact]
    public void Refuses_objects_interfaces_and_unions() => Check.Invalid(
            "query ($a: Dog, $b: [[CatOrDog!]]!, $c: Pet!) { arguments { any(in: { x: [$a, $b, $c] }) } }",
            """Variable "$a" cannot be non-input type "Dog". (1:12)""",
            """Variable "$b" cannot be non-input type "[[CatOrDog!]]!". (1:21)""",
            """Variable "$c" cannot be non-input type "Pet!". (1:41)""");
}
