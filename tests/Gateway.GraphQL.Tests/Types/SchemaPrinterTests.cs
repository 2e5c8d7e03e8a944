using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Tests.Types;

public class SchemaPrinterTests
{
    [Fact]
    public void Prints_every_kind_of_definition()
    {
        const string Canonical =
            """"
            """The root."""
            schema {
              query: Q
            }

            """
            Of two
            lines.
            """
            directive @d(a: Int = 1, b: [In!] = [{ x: 1 }]) repeatable on FIELD | QUERY

            type Q implements A & B {
              a: Int
              b(x: Int @deprecated(reason: "Say \"no\".")): Int @deprecated

              """Described."""
              c(
                """An argument."""
                x: String = "a\nb"
                y: In = {  }

                """Another."""
                z: Int
              ): E
            }

            interface A {
              a: Int
            }

            interface B implements A {
              a: Int
            }

            union U = Q | P

            type P {
              """First."""
              a: Int
            }

            scalar S @specifiedBy(url: "https://example.org")

            enum E {
              A

              """B."""
              B @deprecated
            }

            input In {
              x: Int! = 3
              y: String @deprecated
            }

            input One @oneOf {
              a: Int
            }
            """";

        Assert.Equal(Canonical, SchemaPrinter.Print(Sdl.Schema(Canonical)));
    }

    [Fact]
    public void Merges_extensions_and_leaves_out_what_is_built_in_or_not_of_the_specification()
    {
        var schema = Sdl.Schema(
            """
            schema @d { query: Query } directive @d on FIELD_DEFINITION | SCHEMA directive @oneOf on INPUT_OBJECT
            type Query { a: Int @d } scalar String
            """,
            "extend type Query { b: U } extend union U = Query union U = Other type Other { a: Int }");

        Assert.Equal(
            """
            directive @d on FIELD_DEFINITION | SCHEMA

            type Query {
              a: Int
              b: U
            }

            union U = Other | Query

            type Other {
              a: Int
            }
            """,
            SchemaPrinter.Print(schema));
    }

    [Fact]
    public void Names_the_roots_where_a_type_only_looks_like_one()
    {
        const string Canonical = "schema {\n  query: Query\n}\n\ntype Query {\n  a: Int\n}\n\ntype Mutation {\n  a: Int\n}";

        Assert.Equal(Canonical, SchemaPrinter.Print(Sdl.Schema(Canonical)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("a\"")]
    [InlineData("a\\")]
    [InlineData("\"\"\"a\"\"\"")]
    [InlineData("a\nb")]
    [InlineData("a\n b")]
    [InlineData(" a\nb")]
    [InlineData(" a\n b")]
    [InlineData("\na")]
    [InlineData("a\n")]
    [InlineData("a\n\nb")]
    [InlineData("a\n\t\n b")]
    [InlineData("a\rb")]
    [InlineData("a\u0001b")]
    [InlineData("\t")]
    [InlineData("a line that is rather longer than what fits on one line beside its quotes, and then some")]
    public void Prints_any_description_so_that_it_is_read_back(string description)
    {
        string quoted = System.Text.Json.JsonSerializer.Serialize(description);
        var schema = Sdl.Schema($"{quoted} type Query {{ a: Int {quoted} b({quoted} x: Int): Int }}");

        var again = Sdl.Schema(SchemaPrinter.Print(schema));

        Assert.Equal(description, again.Query.Description);
        Assert.Equal(description, again.Query.Field("b")!.Description);
        Assert.Equal(description, again.Query.Field("b")!.Argument("x")!.Description);
    }

    [Fact]
    public void Indents_the_empty_lines_of_a_description() => Assert.Contains(
        "  \"\"\"\n  a\n  \n  b\n  \"\"\"\n  a: Int",
        SchemaPrinter.Print(Sdl.Schema("type Query { \"a\\n\\nb\" a: Int }")),
        StringComparison.Ordinal);
}
