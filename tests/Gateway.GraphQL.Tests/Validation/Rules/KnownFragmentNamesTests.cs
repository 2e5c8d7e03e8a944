namespace Gateway.GraphQL.Tests.Validation.Rules;

public class KnownFragmentNamesTests
{
    [Fact]
    public void Takes_fragments_that_exist() => Check.Valid(
            """
            { dog { ...A } }
            fragment A on Dog { name }
            """);

    [Fact]
    public void Refuses_fragments_that_do_not_exist() => Check.Invalid(
            """
            { dog { ...A ...B ... { ...C } } }
            fragment A on Dog { name ...D }
            """,
            """Unknown fragment "B". (1:17)""",
            """Unknown fragment "C". (1:28)""",
            """Unknown fragment "D". (2:29)""");
}
