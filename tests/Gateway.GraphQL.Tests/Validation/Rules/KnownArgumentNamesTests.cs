namespace Gateway.GraphQL.Tests.Validation.Rules;

public class KnownArgumentNamesTests
{
    [Fact]
    public void Takes_arguments_that_exist() => Check.Valid(
            """
            { dog { doesKnow(command: SIT, times: 1) name @onField(x: 1) } __type(name: "Dog") { name } }
            """);

    [Fact]
    public void Refuses_arguments_of_fields_and_says_what_may_be_meant() => Check.Invalid(
            """
            { dog { doesKnow(comand: SIT, times: 1, unknown: 2) } __type(name: "a", nam: 1) { name } }
            """,
            """Unknown argument "comand" on field "Dog.doesKnow". Did you mean "command"? (1:18)""",
            """Unknown argument "nam" on field "Query.__type". Did you mean "name"? (1:73)""",
            """Unknown argument "unknown" on field "Dog.doesKnow". (1:41)""");

    [Fact]
    public void Refuses_arguments_of_directives() => Check.Invalid(
            "{ dog { name @skip(iff: true, if: true) @onField(y: 1) } }",
            """Unknown argument "iff" on directive "@skip". Did you mean "if"? (1:20)""",
            """Unknown argument "y" on directive "@onField". Did you mean "x"? (1:50)""");
}
