namespace Gateway.GraphQL.Tests.Validation.Rules;

public class ExecutableDefinitionsTests
{
    [Fact]
    public void Takes_operations_and_fragments() => Check.Valid(
            """
            query A { dog { ...F } }
            fragment F on Dog { name }
            """);

    [Fact]
    public void Refuses_definitions_of_types_directives_and_the_schema() => Check.Invalid(
            """
            { dog { name } }
            type A { a: Int }
            extend type Dog { a: Int }
            schema { query: A }
            extend schema { mutation: A }
            directive @d on FIELD
            """,
            """The "A" definition is not executable. (2:1)""",
            """The "Dog" definition is not executable. (3:1)""",
            """The "d" definition is not executable. (6:1)""",
            "The schema definition is not executable. (4:1)",
            "The schema definition is not executable. (5:1)");
}
