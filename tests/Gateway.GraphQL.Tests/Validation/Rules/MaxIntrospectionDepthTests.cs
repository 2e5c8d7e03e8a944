namespace Gateway.GraphQL.Tests.Validation.Rules;

public class MaxIntrospectionDepthTests
{
    [Fact]
    public void Takes_two_lists_in_each_other() => Check.Valid(
            """
            { __schema { types { fields { type { interfaces { name } ofType { ofType { possibleTypes { name } } } } } ...F } } }
            fragment F on __Type { fields { name } inputFields { type { inputFields { name } } } }
            """);

    [Fact]
    public void Refuses_the_third() => Check.Invalid(
            """{ __type(name: "A") { fields { type { possibleTypes { interfaces { name } } } } } dog { name } }""",
            "Maximum introspection depth exceeded (1:3)");

    [Fact]
    public void Looks_through_fragments_from_every_depth() => Check.Invalid(
            """
            { a: __type(name: "A") { ...One } b: __type(name: "A") { fields { type { ...One } } } c: __schema { types { fields { type { ...One } } } } }
            fragment One on __Type { ... { interfaces { ...Two } } }
            fragment Two on __Type { inputFields { name } }
            """,
            "Maximum introspection depth exceeded (1:35)",
            "Maximum introspection depth exceeded (1:87)");

    [Fact]
    public void Ends_where_fragments_go_round() => Check.Invalid(
            """
            { __schema { types { ...A } } }
            fragment A on __Type { ofType { ...A } fields { type { ...A } } }
            """,
            """Cannot spread fragment "A" within itself. (2:33)""",
            """Cannot spread fragment "A" within itself. (2:56)""",
            "Maximum introspection depth exceeded (1:3)");
}
