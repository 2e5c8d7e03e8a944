namespace Gateway.GraphQL.Tests.Types;

public class AppliedDirectiveRulesTests
{
    [Fact]
    public void Takes_directives_of_every_place() => Assert.Empty(Sdl.Faults(
        """
        directive @d(x: [In!] = [{ a: 1 }]) repeatable on SCHEMA | SCALAR | OBJECT | FIELD_DEFINITION |
        ARGUMENT_DEFINITION | INTERFACE | UNION | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
        schema @d @d(x: []) { query: Query }
        scalar S @d
        type Query @d(x: { a: 2 }) { a(x: Int @d): Int @d }
        interface F @d { a: Int @d }
        union U @d = Query
        enum E @d { A @d }
        input In2 @d { a: Int @d }
        input In { a: Int }
        """));

    [Fact]
    public void Refuses_directives_that_do_not_exist_or_stand_where_they_may_not() => Sdl.Refused(
        """
        directive @d(a: Int) on OBJECT | FIELD type Query @d @e { a: Int @d(a: 1) } enum E { A @skip(if: true) }
        input I { a: Int @oneOf }
        """,
        """Unknown directive "@e". (1:54)""",
        """Directive "@d" may not be used on FIELD_DEFINITION. (1:66)""",
        """Directive "@skip" may not be used on ENUM_VALUE. (1:88)""",
        """Directive "@oneOf" may not be used on INPUT_FIELD_DEFINITION. (2:18)""");

    [Fact]
    public void Refuses_arguments_that_do_not_exist_or_are_missing() => Sdl.Refused(
        """
        directive @d(a: Int!, b: Int! = 2, c: Int, long: Int) on OBJECT type Query @d(z: 2, lon: 3) { a: Int
        @deprecated(why: "c") } scalar S @specifiedBy
        """,
        """Unknown argument "z" on directive "@d". Did you mean "a", "b", or "c"? (1:79)""",
        """Unknown argument "lon" on directive "@d". Did you mean "long"? (1:85)""",
        """Directive "@d" argument "a" of type "Int!" is required, but it was not provided. (1:76)""",
        """Unknown argument "why" on directive "@deprecated". (2:13)""",
        """Directive "@specifiedBy" argument "url" of type "String!" is required, but it was not provided. (2:34)""");

    [Fact]
    public void Refuses_directives_that_repeat_also_in_extensions() => Sdl.Refused(
        """
        directive @d(a: Int) repeatable on OBJECT directive @e on OBJECT | SCHEMA type Query @d @d @e { a: Int }
        extend type Query @e @d schema @e { query: Query } extend schema @e
        """,
        """The directive "@e" can only be used once at this location. (1:92, 2:19)""",
        """The directive "@e" can only be used once at this location. (2:32, 2:66)""");

    [Fact]
    public void Refuses_arguments_that_repeat() => Sdl.Refused(
        """type Query { a: Int @deprecated(reason: "a", reason: "b") }""",
        """There can be only one argument named "reason". (1:33, 1:46)""");

    [Fact]
    public void Refuses_arguments_that_do_not_fit() => Sdl.Refused(
        """
        directive @d(x: In) on OBJECT input In { a: Int! } type Query @d(x: { b: 1, b: 2 }) { a: Int
        @deprecated(reason: null) }
        """,
        """Expected value of type "String!", found null. (2:21)""",
        """Field "In.a" of required type "Int!" was not provided. (1:69)""",
        """Field "b" is not defined by type "In". Did you mean "a"? (1:71)""",
        """Field "b" is not defined by type "In". Did you mean "a"? (1:77)""",
        """There can be only one input field named "b". (1:71, 1:77)""");
}
