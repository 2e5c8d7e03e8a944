using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Tests.Types;

public class SchemaComparerTests
{
    [Fact]
    public void Finds_nothing_where_the_published_schema_has_only_more()
    {
        Assert.Empty(Compare(
            """
            "Other words." type Query { a(x: [Int!] = [1]): E @d } enum E { A } input I { b: Int = 2, a: Int }
            union U = Query directive @d on FIELD_DEFINITION
            """,
            """
            type Query implements F { b: Int a(y: Int, x: [Int!] = [ 1 ], z: Int! = 1): E f: F } interface F { b: Int } enum E { B A }
            input I { a: Int b: Int = 2 c: Int } union U = Query | Mutation type Mutation { a: Int }
            """));
    }

    [Fact]
    public void Tells_types_that_are_missing_or_of_another_kind()
    {
        Assert.Equal(
            [
                "Mutation RootMissing: Mutation is not where a Mutation begins in the published schema.",
                "A TypeMissing: A does not exist in the published schema.",
                "B TypeKindChanged: B is an enum, but a scalar in the published schema.",
                "C TypeKindChanged: C is an object, but an interface in the published schema.",
                "Mutation TypeMissing: Mutation does not exist in the published schema.",
            ],
            Compare(
                "type Query { a: Int } scalar A enum B { A } type C { a: Int } type Mutation { a: Int }",
                "type Query { a: Int } scalar B interface C { a: Int }"));
    }

    [Fact]
    public void Tells_fields_and_arguments_that_are_missing_or_changed()
    {
        Assert.Equal(
            [
                "Query.b FieldMissing: Query.b does not exist in the published schema.",
                "Query.c FieldTypeChanged: Query.c is of type [Int!]!, but [Int!] in the published schema.",
                "Query.d(x:) ArgumentMissing: Query.d(x:) does not exist in the published schema.",
                "Query.d(y:) ArgumentTypeChanged: Query.d(y:) is of type Int, but Int! in the published schema.",
                "Query.d(z:) DefaultValueChanged: Query.d(z:) has default 1, but no default in the published schema.",
                "Query.d(new:) ArgumentRequired: Query.d(new:) of type Int! is required by the published schema, but not known here.",
            ],
            Compare(
                "type Query { b: Int c: [Int!]! d(x: Int, y: Int, z: Int = 1): Int }",
                "type Query { c: [Int!] d(y: Int!, z: Int, new: Int!, other: Int): Int }"));
    }

    [Fact]
    public void Tells_input_fields_that_are_missing_or_changed()
    {
        Assert.Equal(
            [
                "I.a InputFieldMissing: I.a does not exist in the published schema.",
                "I.b InputFieldTypeChanged: I.b is of type Int, but String in the published schema.",
                "I.c DefaultValueChanged: I.c has default {a: 1, b: 2}, but default {a: 1, b: 3} in the published schema.",
                "I.new InputFieldRequired: I.new of type Int! is required by the published schema, but not known here.",
                "O OneOfChanged: O takes exactly one field, but not in the published schema.",
            ],
            Compare(
                "type Query { a(i: I): Int } input I { a: Int b: Int c: Any = { b: 2, a: 1 } } scalar Any input O @oneOf { a: Int }",
                "type Query { a(i: I): Int } input I { b: String c: Any = { a: 1, b: 3 } new: Int! } scalar Any input O { a: Int }"));
    }

    [Fact]
    public void Tells_enum_values_members_and_interfaces_that_are_missing()
    {
        Assert.Equal(
            [
                "Query InterfaceMissing: Query implements F, but not in the published schema.",
                "E.B EnumValueMissing: E.B does not exist in the published schema.",
                "U UnionMemberMissing: U includes Other, but not in the published schema.",
            ],
            Compare(
                "type Query implements F { a: Int } interface F { a: Int } enum E { A B } union U = Query | Other type Other { a: Int }",
                "type Query { a: Int } interface F { a: Int } enum E { A } union U = Query type Other { a: Int }"));
    }

    [Fact]
    public void Tells_deprecations_that_differ()
    {
        Assert.Equal(
            [
                """Query.a DeprecationChanged: Query.a has deprecation "Old.", but no deprecation in the published schema.""",
                """Query.b DeprecationChanged: Query.b has no deprecation, but deprecation "No longer supported" in the published schema.""",
                """Query.b(x:) DeprecationChanged: Query.b(x:) has deprecation "A.", but deprecation "B." in the published schema.""",
                """E.A DeprecationChanged: E.A has no deprecation, but deprecation "Old." in the published schema.""",
            ],
            Compare(
                """type Query { a: Int @deprecated(reason: "Old.") b(x: Int @deprecated(reason: "A.")): Int } enum E { A }""",
                """type Query { a: Int b(x: Int @deprecated(reason: "B.")): Int @deprecated } enum E { A @deprecated(reason: "Old.") }"""));
    }

    [Fact]
    public void Finds_what_is_published_and_left_out_though_its_types_are_there()
    {
        Assert.Equal(
            [
                "Query.a(y:)", "F.new", "T.new", "T.list", "T.withArguments", "T.a(y:)", "I.new", "E.B",
                "U includes Other in the published schema, but not here.",
            ],
            FindNotOffered(
                """
                type Query { a(x: Int): T } interface F { a: Int } type T implements F { a(x: Int): Int }
                input I { a: E } enum E { A } union U = T type Other { a: Int }
                """,
                """
                type Query { b: Int a(x: Int, y: [E!]): T } interface F { a: Int new: Int }
                type T implements F { new: Int list: [T!]! withArguments(i: I!, s: Stranger): E a(x: Int, y: I): Int }
                input I { a: E new: [I!] } enum E { A B } union U = T | Other type Other { a: Int } input Stranger { a: Int }
                """));
    }

    [Fact]
    public void Asks_for_nothing_that_is_internal_or_needs_what_is_not_there_or_is_told_already()
    {
        Assert.Empty(FindNotOffered(
            "type Query { a: T } type T { a: Int } input I { a: E } enum E { A } union U = T type Mutation { a: Int }",
            """
            type Query { a: T b: Int } type Mutation { a: Int b: Int } type Stranger { a: Int } input StrangeInput { a: Int }
            type T { "[Internal] Words." b: Int "[INTERNAL] Words." c: Int d: Stranger e(x: StrangeInput!): Int
              a("[Internal]" x: Int, y: StrangeInput, z: Int!): Int }
            input I { a: E "[Internal] Words." b: Int c: StrangeInput d: Int! } enum E { A "[Internal] Words." B } union U = T | Stranger
            """));
    }

    // What is left of a message without its usual end.
    private static string[] FindNotOffered(string slice, string published) =>
    [
        .. SchemaComparer.FindNotOffered(Sdl.Schema(slice), Sdl.Schema(published))
            .Select(difference => difference.ToString().Replace(" is published, but not offered here.", "", StringComparison.Ordinal)),
    ];

    private static string[] Compare(string slice, string published) =>
    [
        .. SchemaComparer.Compare(Sdl.Schema(slice), Sdl.Schema(published))
            .Select(difference => $"{difference.Coordinate} {difference.Kind}: {difference}"),
    ];
}
