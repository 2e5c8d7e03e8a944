namespace Gateway.GraphQL.Tests.Validation.Rules;

public class UniqueDirectivesPerLocationTests
{
    [Fact]
    public void Takes_a_repeatable_directive_repeatedly() => Check.Valid("{ dog { name @rep @rep(n: 1) @onField } }");

    [Fact]
    public void Takes_one_directive_in_several_places() => Check.Valid("{ dog @onField { name @onField } }");

    [Fact]
    public void Refuses_a_directive_twice_in_a_place() => Check.Invalid(
            "{ dog { name @onField @skip(if: true) @onField @skip(if: false) @onField } }",
            """The directive "@onField" can only be used once at this location. (1:14, 1:39)""",
            """The directive "@onField" can only be used once at this location. (1:14, 1:65)""",
            """The directive "@skip" can only be used once at this location. (1:23, 1:48)""");
}
