namespace Gateway.GraphQL.Tests.Validation;

public class DocumentValidatorTests
{
    [Fact]
    public void Reports_what_breaks_several_rules_all_at_once() => Check.Invalid(
        "query ($a: Int) { dog { nam @skip } ...F }",
        """Cannot query field "nam" on type "Dog". Did you mean "name"? (1:25)""",
        """Directive "@skip" argument "if" of type "Boolean!" is required, but it was not provided. (1:29)""",
        """Unknown fragment "F". (1:40)""",
        """Variable "$a" is never used. (1:8)""");

    [Fact]
    public void Stops_after_a_hundred_errors()
    {
        string[] exact = Check.Errors(Check.Schema, Unknown(100));
        string[] more = Check.Errors(Check.Schema, Unknown(101));

        Assert.Equal(100, exact.Length);
        Assert.Equal(101, more.Length);
        Assert.DoesNotContain("Too many validation errors, error limit reached. Validation aborted.", exact);
        Assert.Equal("Too many validation errors, error limit reached. Validation aborted.", more[^1]);
    }

    private static string Unknown(int count) => $"{{ {string.Join(' ', Enumerable.Range(0, count).Select(i => $"unknown{i}"))} }}";
}
