namespace Gateway.GraphQL.Tests.Validation.Rules;

public class UniqueInputFieldNamesTests
{
    [Fact]
    public void Takes_different_input_fields_and_one_name_at_different_depths() =>
        Check.Valid("{ arguments { complex(in: { required: true, int: 1, inner: { required: true, int: 1 } }) } }");

    [Fact]
    public void Refuses_one_input_field_twice() => Check.Invalid(
            """
            { arguments { complex(in: { required: true, int: 1, int: 2, int: 3 }) any(in: [{ a: 1, b: { c: 1, c: 2 },
            a: 2 }]) } }
            """,
            """There can be only one input field named "a". (1:82, 2:1)""",
            """There can be only one input field named "c". (1:93, 1:99)""",
            """There can be only one input field named "int". (1:45, 1:53)""",
            """There can be only one input field named "int". (1:45, 1:61)""");
}
