using Gateway.GraphQL.Tests.Types;

namespace Gateway.GraphQL.Tests.Validation.Rules;

public class KnownTypeNamesTests
{
    [Fact]
    public void Takes_types_that_exist() => Check.Valid(
            """
            query ($a: Int) { arguments { int(in: $a) } pet { ... on Dog { name } ...F } }
            fragment F on Being { name }
            """);

    [Fact]
    public void Refuses_types_that_do_not_exist_and_says_what_may_be_meant() => Check.Invalid(
            """
            query ($a: Jumbo, $b: [Comple!]) { arguments { any(in: { x: [$a, $b] }) } dog { ... on Dogg { name } ...F
            } }
            fragment F on Peet { name }
            """,
            """Unknown type "Comple". Did you mean "Complex"? (1:24)""",
            """Unknown type "Dogg". Did you mean "Dog"? (1:88)""",
            """Unknown type "Jumbo". Did you mean "Human"? (1:12)""",
            """Unknown type "Peet". Did you mean "Pet"? (3:15)""");

    [Fact]
    public void Does_not_know_a_scalar_that_the_schema_never_names() => Assert.Equal(
        ["""Unknown type "Int". Did you mean "Any"? (1:12)"""],
        Check.Errors(Sdl.Schema("scalar Any type Query { a(x: Any): Boolean }"), "query ($x: Int) { a(x: { b: $x }) }"));

    [Fact]
    public void Knows_types_that_the_document_defines_and_looks_into_them() => Check.Invalid(
            "query ($a: A) { arguments { any(in: { x: $a }) } } input A { b: Missin } type Missing { a(b: Int = 1): Nothing }",
            """The "A" definition is not executable. (1:52)""",
            """The "Missing" definition is not executable. (1:74)""",
            """Unknown type "Missin". Did you mean "Missing"? (1:65)""",
            """Unknown type "Nothing". Did you mean "String"? (1:104)""");
}
