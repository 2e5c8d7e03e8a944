namespace Gateway.GraphQL.Tests.Types;

public class DirectiveCyclesTests
{
    [Fact]
    public void Takes_directives_on_types_of_their_arguments_neighbours() => Assert.Empty(Sdl.Faults(
        """
        directive @a(x: E) on ENUM directive @b on ENUM_VALUE enum E { A @b } enum F @a { A } type Query { a: Int
        @deprecated }
        """));

    [Fact]
    public void Refuses_directives_in_their_own_definition() => Sdl.Refused(
        """
        directive @a(x: Int @a) on ARGUMENT_DEFINITION directive @b(x: In) on ARGUMENT_DEFINITION directive @c(x:
        Int @b) on ENUM input In { e: E } enum E @c { A } directive @ok(x: In) on FIELD type Query { a: Int }
        """,
        """Directive "@a" cannot reference itself. (1:1)""",
        """Directive "@b" cannot reference itself. (1:48)""",
        """Directive "@c" cannot reference itself. (1:91)""");
}
