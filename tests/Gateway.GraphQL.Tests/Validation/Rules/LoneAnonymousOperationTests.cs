namespace Gateway.GraphQL.Tests.Validation.Rules;

public class LoneAnonymousOperationTests
{
    [Fact]
    public void Takes_one_anonymous_operation_with_fragments() => Check.Valid(
            """
            { ...F }
            fragment F on Query { dog { name } }
            """);

    [Fact]
    public void Takes_several_named_operations() => Check.Valid(
            """
            query A { dog { name } }
            query B { dog { name } }
            """);

    [Fact]
    public void Refuses_an_anonymous_operation_beside_others() => Check.Invalid(
            """
            { dog { name } }
            mutation { rename { name } }
            query A { dog { name } }
            """,
            "This anonymous operation must be the only defined operation. (1:1)",
            "This anonymous operation must be the only defined operation. (2:1)");
}
