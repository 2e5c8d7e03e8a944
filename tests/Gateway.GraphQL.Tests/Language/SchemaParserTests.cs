using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Tests.Language;

public class SchemaParserTests
{
    [Fact]
    public void Reads_a_schema_definition()
    {
        var schema = Parsing.Definition<SchemaSyntax>("\"all\" schema @a { query: Q mutation: M subscription: S }");

        Assert.Equal("all", schema.Description?.Value);
        Assert.Equal([OperationKind.Query, OperationKind.Mutation, OperationKind.Subscription], schema.RootTypes.Select(root => root.Kind));
        Assert.Equal(["Q", "M", "S"], schema.RootTypes.Select(root => root.Type.Name));
        Assert.Single(schema.Directives);
    }

    [Fact]
    public void Reads_an_object_type_with_everything()
    {
        var type = Parsing.Definition<ObjectTypeSyntax>("type A implements & B & C @d { \"f\" a(\"x\" b: Int = 1 @e): [T!] @g }");

        Assert.Equal(["B", "C"], type.Interfaces.Select(name => name.Name));
        var field = Assert.Single(type.Fields);
        Assert.Equal(("f", "a", "[T!]"), (field.Description?.Value, field.Name.Value, field.Type.ToString()));
        var argument = Assert.Single(field.Arguments);
        Assert.Equal(("x", "b", "Int"), (argument.Description?.Value, argument.Name.Value, argument.Type.ToString()));
    }

    [Theory]
    [InlineData("union U = A | B")]
    [InlineData("union U = | A | B")]
    [InlineData("extend union U = A | B")]
    public void Reads_union_members_with_and_without_a_leading_bar(string text) =>
        Assert.Equal(["A", "B"], Parsing.Definition<UnionTypeSyntax>(text).Members.Select(member => member.Name));

    [Fact]
    public void Reads_enum_values()
    {
        var type = Parsing.Definition<EnumTypeSyntax>("enum E { A \"b\" B @d }");

        Assert.Equal(["A", "B"], type.Values.Select(value => value.Name.Value));
        Assert.Equal("b", type.Values[1].Description?.Value);
        Assert.Single(type.Values[1].Directives);
    }

    [Fact]
    public void Reads_input_fields()
    {
        var type = Parsing.Definition<InputObjectTypeSyntax>("input I @oneOf { a: Int, b: [I!] = [] }");

        Assert.Equal(["a", "b"], type.Fields.Select(field => field.Name.Value));
        Assert.IsType<ListValueSyntax>(type.Fields[1].DefaultValue);
    }

    [Theory]
    [InlineData("directive @d(a: Int = 1) repeatable on | FIELD | QUERY", true)]
    [InlineData("directive @d on FIELD | QUERY", false)]
    public void Reads_a_directive_definition(string text, bool isRepeatable)
    {
        var directive = Parsing.Definition<DirectiveDefinitionSyntax>(text);

        Assert.Equal("d", directive.Name.Value);
        Assert.Equal(isRepeatable, directive.IsRepeatable);
        Assert.Equal(["FIELD", "QUERY"], directive.Locations.Select(location => location.Value));
    }

    [Theory]
    [InlineData("extend schema @a")]
    [InlineData("extend schema { mutation: M }")]
    [InlineData("extend scalar A @b")]
    [InlineData("extend type A implements B")]
    [InlineData("extend type A { a: Int }")]
    [InlineData("extend interface A implements B @c { a: Int }")]
    [InlineData("extend union A = B")]
    [InlineData("extend enum A { B }")]
    [InlineData("extend input A { b: Int }")]
    public void Reads_extensions(string text)
    {
        var definition = Assert.IsType<TypeSystemSyntax>(Assert.Single(Parsing.Document(text).Definitions), exactMatch: false);

        Assert.True(definition.IsExtension);
        Assert.Null(definition.Description);
    }

    [Theory]
    [InlineData("type A")]
    [InlineData("interface A")]
    [InlineData("union A")]
    [InlineData("enum A")]
    [InlineData("input A")]
    [InlineData("scalar A")]
    public void Lets_a_definition_have_no_body(string text) =>
        Assert.Equal("A", Assert.IsType<TypeDefinitionSyntax>(Assert.Single(Parsing.Document(text).Definitions), exactMatch: false).Name.Value);
}
