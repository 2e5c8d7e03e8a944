namespace Gateway.GraphQL.Tests.Validation.Rules;

public class OperationNameUniquenessTests
{
    [Fact]
    public void Takes_operations_of_different_names() => Check.Valid(
            """
            query A { dog { name } }
            mutation B { rename { name } }
            """);

    [Fact]
    public void Takes_a_fragment_named_like_an_operation() => Check.Valid(
            """
            query A { dog { ...A } }
            fragment A on Dog { name }
            """);

    [Fact]
    public void Refuses_operations_of_one_name_also_of_different_kinds() => Check.Invalid(
            """
            query A { dog { name } }
            query A { dog { name } }
            mutation A { rename { name } }
            query B { dog { name } }
            """,
            """There can be only one operation named "A". (1:7, 2:7)""",
            """There can be only one operation named "A". (1:7, 3:10)""");
}
