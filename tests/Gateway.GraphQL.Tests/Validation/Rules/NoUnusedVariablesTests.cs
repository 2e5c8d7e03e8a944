namespace Gateway.GraphQL.Tests.Validation.Rules;

public class NoUnusedVariablesTests
{
    [Fact]
    public void Takes_variables_used_in_fragments_and_directives() => Check.Valid(
            """
            query A($a: Int, $b: Boolean!) { arguments { ...F @skip(if: $b) } }
            fragment F on Arguments { int(in: $a) }
            """);

    [Fact]
    public void Refuses_variables_that_are_not_used() => Check.Invalid(
            "query A($a: Int, $b: Int) { arguments { int(in: $a) } }",
            """Variable "$b" is never used in operation "A". (1:18)""");

    [Fact]
    public void Says_so_of_anonymous_operations() => Check.Invalid(
            "query ($b: Int) { dog { name } }",
            """Variable "$b" is never used. (1:8)""");
}
