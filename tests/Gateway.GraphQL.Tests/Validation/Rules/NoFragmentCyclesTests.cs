namespace Gateway.GraphQL.Tests.Validation.Rules;

public class NoFragmentCyclesTests
{
    [Fact]
    public void Takes_one_fragment_many_times() => Check.Valid(
            """
            { dog { ...A ...A mother { ...A ...B } } }
            fragment A on Dog { ...B ...B }
            fragment B on Dog { name }
            """);

    [Fact]
    public void Refuses_a_fragment_in_itself() => Check.Invalid(
            """
            { dog { ...A } }
            fragment A on Dog { mother { ...A } }
            """,
            """Cannot spread fragment "A" within itself. (2:30)""");

    [Fact]
    public void Refuses_fragments_in_each_other() => Check.Invalid(
            """
            { dog { ...A } }
            fragment A on Dog { ...B }
            fragment B on Dog { ... { ...C } }
            fragment C on Dog { ...A }
            """,
            """Cannot spread fragment "A" within itself via "B", "C". (2:21, 3:27, 4:21)""");

    [Fact]
    public void Tells_each_cycle_once() => Check.Invalid(
            """
            { dog { ...A } }
            fragment A on Dog { ...B ...C }
            fragment B on Dog { ...C ...A }
            fragment C on Dog { ...B }
            """,
            """Cannot spread fragment "A" within itself via "B". (2:21, 3:26)""",
            """Cannot spread fragment "B" within itself via "C". (3:21, 4:21)""");
}
