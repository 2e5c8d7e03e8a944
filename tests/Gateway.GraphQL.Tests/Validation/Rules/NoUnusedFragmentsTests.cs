namespace Gateway.GraphQL.Tests.Validation.Rules;

public class NoUnusedFragmentsTests
{
    [Fact]
    public void Takes_fragments_used_by_fragments() => Check.Valid(
            """
            query Q { dog { ...A } }
            fragment B on Dog { name }
            fragment A on Dog { ...B }
            """);

    [Fact]
    public void Refuses_fragments_no_operation_leads_to() => Check.Invalid(
            """
            { dog { name } }
            fragment A on Dog { name }
            fragment B on Dog { ...A }
            """,
            """Fragment "A" is never used. (2:1)""",
            """Fragment "B" is never used. (3:1)""");

    [Fact]
    public void Refuses_fragments_used_only_by_themselves() => Check.Invalid(
            """
            { dog { name } }
            fragment A on Dog { mother { ...A } }
            """,
            """Cannot spread fragment "A" within itself. (2:30)""",
            """Fragment "A" is never used. (2:1)""");
}
