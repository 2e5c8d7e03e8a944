namespace Gateway.GraphQL.Tests.Types;

public class DefinitionReaderTests
{
    [Fact]
    public void Refuses_types_of_one_name() => Sdl.Refused(
        "type Query { a: Int } type Query { b: Int } type Foo { a: Int } enum Foo { A }",
        """There can be only one type named "Query". (1:6, 1:28)""",
        """There can be only one type named "Foo". (1:50, 1:70)""");

    [Fact]
    public void Refuses_fields_of_one_name() => Sdl.Refused(
        "type Query { a: Int a: String } extend type Query { a: Int } interface I { a: Int a: Int }",
        """Field "Query.a" can only be defined once. (1:14, 1:21)""",
        """Field "Query.a" can only be defined once. (1:14, 1:53)""",
        """Field "I.a" can only be defined once. (1:76, 1:83)""");

    [Fact]
    public void Refuses_input_fields_of_one_name() => Sdl.Refused(
        "type Query { a(i: I): Int } input I { a: Int a: Int } extend input I { a: Int b: Int }",
        """Field "I.a" can only be defined once. (1:39, 1:46)""",
        """Field "I.a" can only be defined once. (1:39, 1:72)""");

    [Fact]
    public void Refuses_arguments_of_one_name() => Sdl.Refused(
        "type Query { b(x: Int, x: String, y: Int, y: Int, z: Int): Int } directive @d(a: Int, a: Int) on FIELD",
        """Argument "Query.b(x:)" can only be defined once. (1:16, 1:24)""",
        """Argument "Query.b(y:)" can only be defined once. (1:35, 1:43)""",
        """Argument "@d(a:)" can only be defined once. (1:79, 1:87)""");

    [Fact]
    public void Refuses_enum_values_of_one_name() => Sdl.Refused(
        "type Query { a: E } enum E { A B A } extend enum E { B C }",
        """Enum value "E.A" can only be defined once. (1:30, 1:34)""",
        """Enum value "E.B" can only be defined once. (1:32, 1:54)""");

    [Fact]
    public void Refuses_directives_of_one_name() => Sdl.Refused(
        "directive @d on FIELD directive @d on OBJECT type Query { a: Int }",
        """There can be only one directive named "@d". (1:12, 1:34)""");

    [Fact]
    public void Refuses_extensions_of_what_does_not_exist() => Sdl.Refused(
        """
        type Query { a: Int } extend type Foo { a: Int } extend type Quer { b: Int } extend scalar Int
        @specifiedBy(url: "x")
        """,
        """Cannot extend type "Foo" because it is not defined. (1:35)""",
        """Cannot extend type "Quer" because it is not defined. Did you mean "Query"? (1:62)""",
        """Cannot extend type "Int" because it is not defined. (1:92)""");

    [Fact]
    public void Refuses_extensions_of_another_kind() => Sdl.Refused(
        """
        type Query { a: Int } extend interface Query { b: Int } extend enum Query { A } extend input Query { x:
        Int } extend union Query = Query extend scalar Query @specifiedBy(url: "x") extend type S { a: Int }
        scalar S
        """,
        """Cannot extend non-interface type "Query". (1:1, 1:23)""",
        """Cannot extend non-enum type "Query". (1:1, 1:57)""",
        """Cannot extend non-input object type "Query". (1:1, 1:81)""",
        """Cannot extend non-union type "Query". (1:1, 2:7)""",
        """Cannot extend non-scalar type "Query". (1:1, 2:34)""",
        """Cannot extend non-object type "S". (3:1, 2:77)""");

    [Fact]
    public void Refuses_names_of_introspection() => Sdl.Refused(
        """
        type Query { __a: Int b(__x: Int): Int } enum E { __A } input I { __i: Int } directive @__d on FIELD type
        __T { a: Int }
        """,
        """Name "__d" must not begin with "__", which is reserved by GraphQL introspection. (1:78)""",
        """Name "__a" must not begin with "__", which is reserved by GraphQL introspection. (1:14)""",
        """Name "__x" must not begin with "__", which is reserved by GraphQL introspection. (1:25)""",
        """Name "__A" must not begin with "__", which is reserved by GraphQL introspection. (1:51)""",
        """Name "__i" must not begin with "__", which is reserved by GraphQL introspection. (1:67)""",
        """Name "__T" must not begin with "__", which is reserved by GraphQL introspection. (1:102)""");

    [Fact]
    public void Names_the_first_place_of_the_text_first() => Sdl.Refused(
        "extend type A { x: Int } type Query { a: A } type A { x: Int } extend type A { x: Int } directive @d on OBJECT extend type A @d type B @d { a: Int } extend type B @d extend type A @d",
        """Field "A.x" can only be defined once. (1:17, 1:55)""",
        """Field "A.x" can only be defined once. (1:17, 1:80)""",
        """The directive "@d" can only be used once at this location. (1:126, 1:181)""",
        """The directive "@d" can only be used once at this location. (1:136, 1:164)""");

    [Fact]
    public void Looks_into_a_second_definition() => Sdl.Refused(
        "type Query { a: Int } type Query { a: Missing b: Int @x } type Query @y { b: Int }",
        """There can be only one type named "Query". (1:6, 1:28)""",
        """There can be only one type named "Query". (1:6, 1:64)""",
        """Field "Query.a" can only be defined once. (1:14, 1:36)""",
        """Field "Query.b" can only be defined once. (1:47, 1:75)""",
        """Unknown directive "@x". (1:54)""",
        """Unknown directive "@y". (1:70)""");

    [Fact]
    public void Looks_into_extensions_of_what_is_not_there_or_is_something_else() => Sdl.Refused(
        "type Query { a: Int } extend input Query @x { b: Missing } extend type No { d(e: Int, e: Int): Int }",
        """Cannot extend non-input object type "Query". (1:1, 1:23)""",
        """Unknown directive "@x". (1:42)""",
        """Unknown type "Missing". (1:50)""",
        """Cannot extend type "No" because it is not defined. (1:72)""",
        """Argument "No.d(e:)" can only be defined once. (1:79, 1:87)""");

    [Fact]
    public void Looks_into_a_second_definition_of_a_directive() => Sdl.Refused(
        "directive @d on FIELD directive @d(a: Missing, a: Int @x) on FIELD type Query { a: Int }",
        """There can be only one directive named "@d". (1:12, 1:34)""",
        """Argument "@d(a:)" can only be defined once. (1:36, 1:48)""",
        """Unknown type "Missing". (1:39)""",
        """Unknown directive "@x". (1:55)""");
}
