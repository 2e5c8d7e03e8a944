namespace Gateway.GraphQL.Tests.Validation.Rules;

public class KnownTypeNamesTests
{
    [Fact]
    public void Takes_types_that_exist() => Check.Valid(
            """
            query ($a: Int) { arguments { int(in: $a) } pet { ... on Dog { name } ...F } }
            fragment F on Being { name }
            """);

    [Fact]
    public void Refuses_types_that_do_not_exist_and_says_what_may_be_meant() => Check.Invalid(
            """
            query ($a: Jumbo, $b: [Comple!]) { arguments { any(in: { x: [$a, $b] }) } dog { ... on Dogg { name } ...F
            } }
            fragment F on Peet { name }
            """,
            """Unknown type "Comple". Did you mean "Complex"? (1:24)""",
            """Unknown type "Dogg". Did you mean "Dog"? (1:88)""",
            """Unknown type "Jumbo". Did you mean "Human"? (1:12)""",
            """Unknown type "Peet". Did you mean "Pet"? (3:15)""");
}
