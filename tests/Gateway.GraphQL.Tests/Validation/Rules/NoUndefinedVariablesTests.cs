namespace Gateway.GraphQL.Tests.Validation.Rules;

public class NoUndefinedVariablesTests
{
    [Fact]
    public void Takes_variables_defined_by_every_operation_that_leads_to_them() => Check.Valid(
            """
            query A($a: Int) { arguments { ...F } }
            query B($a: Int) { arguments { ...F } }
            fragment F on Arguments { ...G }
            fragment G on Arguments { int(in: $a) }
            """);

    [Fact]
    public void Refuses_variables_that_are_not_defined() => Check.Invalid(
            "query A($a: Int) { arguments { any(in: { x: [$a, { x: $b }] }) } dog { name @skip(if: $c) } }",
            """Variable "$b" is not defined by operation "A". (1:55, 1:1)""",
            """Variable "$c" is not defined by operation "A". (1:87, 1:1)""");

    [Fact]
    public void Refuses_variables_of_fragments_by_operation() => Check.Invalid(
            """
            query A { arguments { ...F } }
            query B($a: Int) { arguments { ...F } }
            fragment F on Arguments { int(in: $a) }
            """,
            """Variable "$a" is not defined by operation "A". (3:35, 1:1)""");

    [Fact]
    public void Says_so_of_anonymous_operations() => Check.Invalid(
            "{ arguments { int(in: $a) } }",
            """Variable "$a" is not defined. (1:23, 1:1)""");
}
