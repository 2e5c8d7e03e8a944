namespace Gateway.GraphQL.Tests.Validation.Rules;

public class ProvidedRequiredArgumentsTests
{
    [Fact]
    public void Takes_required_arguments_and_does_without_those_with_a_default() =>
        Check.Valid("{ arguments { multi(x: 1) defaulted } dog { name @req(a: 1) } }");

    [Fact]
    public void Refuses_a_field_or_directive_without_a_required_argument() => Check.Invalid(
            "{ arguments { multi(y: 1) list } dog { doesKnow name @req @skip } __type { name } }",
            """Directive "@req" argument "a" of type "Int!" is required, but it was not provided. (1:54)""",
            """Directive "@skip" argument "if" of type "Boolean!" is required, but it was not provided. (1:59)""",
            """Field "__type" argument "name" of type "String!" is required, but it was not provided. (1:67)""",
            """Field "doesKnow" argument "times" of type "Int!" is required, but it was not provided. (1:40)""",
            """Field "list" argument "in" of type "[Int!]!" is required, but it was not provided. (1:27)""",
            """Field "multi" argument "x" of type "Int!" is required, but it was not provided. (1:15)""");
}
