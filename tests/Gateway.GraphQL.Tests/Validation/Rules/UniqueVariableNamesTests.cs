namespace Gateway.GraphQL.Tests.Validation.Rules;

public class UniqueVariableNamesTests
{
    [Fact]
    public void Takes_one_name_in_two_operations() => Check.Valid(
            """
            query A($a: Int) { arguments { int(in: $a) } }
            query B($a: Int) { arguments { int(in: $a) } }
            """);

    [Fact]
    public void Refuses_one_name_twice_in_an_operation() => Check.Invalid(
            "query A($a: Int, $a: Int, $b: Int, $a: Int) { arguments { any(in: { x: [$a, $b] }) } }",
            """There can be only one variable named "$a". (1:10, 1:19, 1:37)""");

    [Fact]
    public void Points_at_the_name_wherever_it_stands_behind_the_dollar_sign() => Check.Invalid(
            "query A($ a: Int, $ #c\n\t a: Int) { arguments { int(in: $a) } }",
            """There can be only one variable named "$a". (1:11, 2:3)""");
}
