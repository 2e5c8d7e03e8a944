namespace Gateway.GraphQL.Tests.Types;

public class InterfaceConformanceTests
{
    [Fact]
    public void Takes_narrower_types_more_optional_arguments_and_all_interfaces_named() => Assert.Empty(Sdl.Faults(
        """
        interface A { a: [A] u: U l: [Int] n(x: Int): Int } interface B implements A { a: [A!] u: U! l: [Int!]!
        n(x: Int, y: Int): Int! } type Query implements A & B { a: [Query!]! u: Query! l: [Int!]! n(x: Int, y:
        Int, z: Int! = 1): Int! } union U = Query
        """));

    [Fact]
    public void Refuses_objects_that_lack_a_field() => Sdl.Refused(
        "interface Node { id: ID! } type Query implements Node { a: Int } extend type Query { b: Int }",
        "Interface field Node.id expected but Query does not provide it. (1:18, 1:28, 1:66)");

    [Fact]
    public void Refuses_fields_of_wider_types() => Sdl.Refused(
        """
        interface A { a: [A!] u: U l: [Int!] n: Int! } type B implements A { a: [Query!] u: Int l: [Int] n: Int }
        union U = Query type Query { a: A }
        """,
        "Interface field A.a expects type [A!] but B.a is type [Query!]. (1:18, 1:73)",
        "Interface field A.u expects type U but B.u is type Int. (1:26, 1:85)",
        "Interface field A.l expects type [Int!] but B.l is type [Int]. (1:31, 1:92)",
        "Interface field A.n expects type Int! but B.n is type Int. (1:41, 1:101)");

    [Fact]
    public void Refuses_fields_that_lack_an_argument_change_it_or_require_more() => Sdl.Refused(
        """
        interface Node { id(a: Int, b: Int): ID! } type Query implements Node { id(a: Int!, c: Int!, d: Int! = 1,
        e: Int): ID! }
        """,
        "Interface field argument Node.id(a:) expects type Int but Query.id(a:) is type Int!. (1:24, 1:79)",
        "Interface field argument Node.id(b:) expected but Query.id does not provide it. (1:29, 1:73)",
        "Object field Query.id includes required argument c that is missing from the Interface field Node.id. (1:85, 1:18)");

    [Fact]
    public void Refuses_interfaces_whose_own_interfaces_are_not_named() => Sdl.Refused(
        """
        interface A implements B { a: Int b: Int } interface B { b: Int } type Query implements A { a: Int b: Int
        }
        """,
        "Type Query must implement B because it is implemented by A. (1:24, 1:89)");

    [Fact]
    public void Refuses_interfaces_that_implement_each_other() => Sdl.Refused(
        "interface A implements B { a: Int } interface B implements A { a: Int } type Query { a: A }",
        "Type A cannot implement B because it would create a circular reference. (1:60, 1:24)",
        "Type B cannot implement A because it would create a circular reference. (1:24, 1:60)");

    [Fact]
    public void Refuses_an_interface_that_implements_itself() => Sdl.Refused(
        "interface A implements A { a: Int } type Query { a: A }",
        "Type A cannot implement itself because it would create a circular reference. (1:24)");

    [Fact]
    public void Refuses_one_interface_twice() => Sdl.Refused(
        "interface A { a: Int } type Query implements A & A { a: Int } extend type Query implements A",
        "Type Query can only implement A once. (1:46, 1:50, 1:92)",
        "Type Query can only implement A once. (1:46, 1:50, 1:92)");

    [Fact]
    public void Refuses_to_implement_what_is_no_interface() => Sdl.Refused(
        "type Query implements U & E & I & Query { a: Int } union U = Query enum E { A } input I { a: Int }",
        "Type Query must only implement Interface types, it cannot implement U. (1:23)",
        "Type Query must only implement Interface types, it cannot implement E. (1:27)",
        "Type Query must only implement Interface types, it cannot implement I. (1:31)",
        "Type Query must only implement Interface types, it cannot implement Query. (1:35)");

    [Fact]
    public void Refuses_a_deprecated_field_where_the_interface_has_it_not_deprecated() => Sdl.Refused(
        """
        interface F { a: Int b: Int @deprecated } type Query implements F { a: Int @deprecated b: Int @deprecated
        }
        """,
        "Interface field F.a is not deprecated, so implementation field Query.a must not be deprecated. (1:76, 1:72)");

    [Fact]
    public void Refuses_to_leave_out_what_an_interface_names_even_where_that_is_no_interface() => Sdl.Refused(
        "interface A implements S { a: Int } scalar S type Query implements A { a: Int }",
        "Type A must only implement Interface types, it cannot implement S. (1:24)",
        "Type Query must implement S because it is implemented by A. (1:24, 1:68)");
}
