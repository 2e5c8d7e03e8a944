using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Tests.Types;

public class SchemaBuilderTests
{
    [Fact]
    public void Adds_built_in_types_and_directives()
    {
        var schema = Sdl.Schema("type Query { a: Int }");

        Assert.All(["Int", "String", "Boolean", "__Schema", "__TypeKind"], name => Assert.True(schema.Type(name)!.IsBuiltIn));
        Assert.Equal(["include", "skip", "deprecated", "specifiedBy", "oneOf"], schema.DirectiveDefinitions.Select(directive => directive.Name));
        Assert.Equal("a: Int", $"{schema.Query.Fields[0].Name}: {schema.Query.Fields[0].Type}");
        Assert.Same(schema.Type("Int"), schema.Query.Fields[0].Type.Named);
    }

    [Fact]
    public void Has_no_scalars_that_nothing_names()
    {
        var schema = Sdl.Schema("type Query { a(x: [In]): Query } input In { a: Float! } scalar Int");

        Assert.NotNull(schema.Type("Float"));
        Assert.NotNull(schema.Type("Int"));
        Assert.Null(schema.Type("ID"));
    }

    [Fact]
    public void Has_types_in_the_order_of_the_text_with_built_in_ones_where_they_are_first_named()
    {
        var schema = Sdl.Schema("directive @d(f: Float) on FIELD type Query { u: U t: __TypeKind } union U = T type T { id(x: In): ID } input In { a: Int }");

        Assert.Equal(
            ["Query", "__TypeKind", "U", "T", "ID", "In", "Int", "Float", "Boolean", "String", "__Schema"],
            schema.Types.Select(type => type.Name).Take(11));
    }

    [Fact]
    public void Takes_roots_from_the_usual_names_or_from_the_schema_definition()
    {
        var usual = Sdl.Schema("type Query { a: Int } type Mutation { a: Int } type Subscription { a: Int }");
        var named = Sdl.Schema("schema { query: Q } type Q { a: Int } type Mutation { a: Int } extend schema { subscription: S } type S { a: Int }");

        Assert.Equal(("Query", "Mutation", "Subscription"), (usual.Query.Name, usual.Mutation?.Name, usual.Subscription?.Name));
        Assert.Equal(("Q", null, "S"), (named.Query.Name, named.Mutation?.Name, named.Subscription?.Name));
    }

    [Fact]
    public void Merges_extensions_of_several_documents_in_order()
    {
        var schema = Sdl.Schema(
            "directive @d(n: Int) repeatable on OBJECT | SCHEMA | ENUM | SCALAR type Query @d(n: 1) { a: E } enum E { A } scalar S",
            "extend type Query @d(n: 2) { b: S } extend enum E @d { B } extend schema @d extend scalar S @d",
            "extend type Query implements I { c: Int } interface I { c: Int }");

        Assert.Equal(["a", "b", "c"], schema.Query.Fields.Select(field => field.Name));
        Assert.Equal(2, schema.Query.Directives.Length);
        Assert.Equal(["A", "B"], ((EnumType)schema.Type("E")!).Values.Select(value => value.Name));
        Assert.Equal("I", Assert.Single(schema.Query.Interfaces).Name);
        Assert.Equal("d", Assert.Single(schema.Directives).Name.Value);
    }

    [Fact]
    public void Reads_what_directives_say_of_a_schema()
    {
        var schema = Sdl.Schema(
            """
            type Query { a(x: Int @deprecated): Int @deprecated(reason: "Old.") b: E c: S d(i: I): Int }
            enum E { A @deprecated }
            scalar S @specifiedBy(url: "https://example.org")
            input I @oneOf { x: Int @deprecated y: Int }
            """);

        Assert.Equal("Old.", schema.Query.Field("a")!.DeprecationReason);
        Assert.Equal("No longer supported", schema.Query.Field("a")!.Argument("x")!.DeprecationReason);
        Assert.Equal("No longer supported", ((EnumType)schema.Type("E")!).Value("A")!.DeprecationReason);
        Assert.Equal("https://example.org", ((ScalarType)schema.Type("S")!).SpecifiedBy);
        Assert.True(((InputObjectType)schema.Type("I")!).IsOneOf);
    }

    [Fact]
    public void Adds_directives_to_fields_that_an_extension_repeats_if_asked_to()
    {
        const string Base =
            "directive @d(n: Int) repeatable on FIELD_DEFINITION | ARGUMENT_DEFINITION type Query { a(x: Int = 1, y: [Int!]): [Int!] @d }";
        const string Refined = "extend type Query { a(y: [Int!], x: Int = 1 @d(n: 3)): [Int!] @d(n: 2) }";
        var options = new SchemaBuildOptions { MergeFieldExtensions = true };

        var field = Sdl.Schema(options, Base, Refined).Query.Field("a")!;

        Assert.Equal(2, field.Directives.Length);
        Assert.Single(field.Argument("x")!.Directives);
        Assert.Same(field.DeclaringType!.Field("a"), field);
        Assert.Equal(["""Field "Query.a" can only be defined once. (1:88, 1:21)"""], Sdl.Faults(Base, Refined));
        Assert.Equal(
            [
                """Field "Query.a" of type "[Int!]" is extended with type "Int". (1:88, 1:21)""",
                """Field "Query.a" with arguments "(x: Int = 1, y: [Int!])" is extended with arguments "(x: Int = 2, y: [Int!])". (1:88, 1:73)""",
            ],
            Sdl.Faults(options, Base, "extend type Query { a(x: Int = 1, y: [Int!]): Int } extend type Query { a(x: Int = 2, y: [Int!]): [Int!] }"));
    }

    [Fact]
    public void Locates_faults_in_the_document_they_came_from()
    {
        Assert.Equal(
            ["""Unknown type "X". (1:17)""", """Unknown type "Y". (3:4)"""],
            Sdl.Faults("type Query { a: X }", "\r\nextend type Query {\nb: Y }"));
    }
}
