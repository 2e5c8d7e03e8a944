namespace Gateway.GraphQL.Tests.Validation.Rules;

public class UniqueFragmentNamesTests
{
    [Fact]
    public void Takes_fragments_of_different_names() => Check.Valid(
            """
            { dog { ...A ...B } }
            fragment A on Dog { name }
            fragment B on Dog { name }
            """);

    [Fact]
    public void Refuses_fragments_of_one_name() => Check.Invalid(
            """
            { dog { ...A } }
            fragment A on Dog { name }
            fragment A on Dog { barks }
            fragment A on Dog { nickname }
            """,
            """There can be only one fragment named "A". (2:10, 3:10)""",
            """There can be only one fragment named "A". (2:10, 4:10)""");
}
