namespace Gateway.GraphQL.Tests.Validation.Rules;

public class UniqueArgumentNamesTests
{
    [Fact]
    public void Takes_different_arguments() => Check.Valid("{ arguments { multi(x: 1, y: 2, z: 3) } }");

    [Fact]
    public void Refuses_one_argument_twice() => Check.Invalid(
            "{ arguments { multi(x: 1, x: 2, z: 1, x: 3, z: 4) } dog { name @onField(x: 1, x: 2) } }",
            """There can be only one argument named "x". (1:21, 1:27, 1:39)""",
            """There can be only one argument named "x". (1:73, 1:79)""",
            """There can be only one argument named "z". (1:33, 1:45)""");
}
