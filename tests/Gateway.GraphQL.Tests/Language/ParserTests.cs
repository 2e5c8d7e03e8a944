using System.Text;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Tests.Language;

public class ParserTests
{
    [Fact]
    public void Reads_a_shorthand_query()
    {
        var operation = Parsing.Definition<OperationSyntax>(" { a b }");

        Assert.Equal(OperationKind.Query, operation.Kind);
        Assert.Null(operation.Name);
        Assert.Equal(1, operation.Start);
        Assert.Equal(2, operation.SelectionSet.Selections.Length);
    }

    [Theory]
    [InlineData("query Q { a }", OperationKind.Query)]
    [InlineData("mutation Q { a }", OperationKind.Mutation)]
    [InlineData("subscription Q { a }", OperationKind.Subscription)]
    public void Reads_every_kind_of_operation(string text, OperationKind kind)
    {
        var operation = Parsing.Definition<OperationSyntax>(text);

        Assert.Equal(kind, operation.Kind);
        Assert.Equal("Q", operation.Name?.Value);
    }

    [Fact]
    public void Reads_variables_with_defaults_directives_and_descriptions()
    {
        var operation = Parsing.Definition<OperationSyntax>("query ($a: Int = 1 @d, \"what b is\" $b: [ID!]!) { a }");

        Assert.Equal(["a", "b"], operation.Variables.Select(variable => variable.Name));
        Assert.Equal("1", Assert.IsType<IntValueSyntax>(operation.Variables[0].DefaultValue).Text);
        Assert.Equal("d", Assert.Single(operation.Variables[0].Directives).Name.Value);
        Assert.Equal("what b is", operation.Variables[1].Description?.Value);
        Assert.Equal("[ID!]!", operation.Variables[1].Type.ToString());
    }

    [Fact]
    public void Reads_descriptions_of_operations_and_fragments()
    {
        var document = Parsing.Document("\"reads\" query Q { a } \"\"\"part\"\"\" fragment F on T { a }");

        Assert.Equal(["reads", "part"], document.Definitions.Select(definition => definition.Description?.Value));
        Assert.Equal([0, 22], document.Definitions.Select(definition => definition.Start));
    }

    [Fact]
    public void Reads_alias_arguments_directives_and_selections_of_a_field()
    {
        var field = Parsing.Field("{ x: y(a: $v, b: 2) @d(c: E) { z } }");

        Assert.Equal(("x", "y"), (field.ResponseName, field.Name.Value));
        Assert.Equal(["a", "b"], field.Arguments.Select(argument => argument.Name.Value));
        Assert.Equal("v", Assert.IsType<VariableSyntax>(field.Arguments[0].Value).Name);
        Assert.IsType<EnumValueSyntax>(Assert.Single(field.Directives).Argument("c"));
        Assert.Equal("z", Assert.IsType<FieldSyntax>(Assert.Single(field.SelectionSet!.Selections)).Name.Value);
    }

    [Fact]
    public void Tells_spreads_from_inline_fragments()
    {
        var selections = Parsing.Definition<OperationSyntax>("{ ...F @a ... on T { x } ... @b { y } ... { z } }").SelectionSet.Selections;

        Assert.Equal("F", Assert.IsType<FragmentSpreadSyntax>(selections[0]).Name.Value);
        Assert.Equal("T", Assert.IsType<InlineFragmentSyntax>(selections[1]).TypeCondition?.Name);
        Assert.Null(Assert.IsType<InlineFragmentSyntax>(selections[2]).TypeCondition);
        Assert.Single(selections[2].Directives);
        Assert.Empty(Assert.IsType<InlineFragmentSyntax>(selections[3]).Directives);
    }

    [Fact]
    public void Lets_keywords_be_names()
    {
        var field = Parsing.Field("{ query: on(fragment: type, true: true) @extend { null } }");

        Assert.Equal("query", field.ResponseName);
        Assert.Equal("type", Assert.IsType<EnumValueSyntax>(field.Arguments[0].Value).Name);
        Assert.True(Assert.IsType<BooleanValueSyntax>(field.Arguments[1].Value).Value);
    }

    [Fact]
    public void Ignores_commas_comments_line_ends_and_byte_order_marks()
    {
        var document = Parsing.Document("\uFEFF{ a,, # b \u0000 😀\r c\t\uFEFF,\r\n #\n d } #");

        Assert.Equal("{\n  a\n  c\n  d\n}", Printer.Print(document));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("-12345678901234567890")]
    public void Keeps_integers_as_written(string text) => Assert.Equal(text, Parsing.Value<IntValueSyntax>(text).Text);

    [Theory]
    [InlineData("1.0")]
    [InlineData("-0.5E-10")]
    [InlineData("6e+23")]
    public void Keeps_floats_as_written(string text) => Assert.Equal(text, Parsing.Value<FloatValueSyntax>(text).Text);

    [Fact]
    public void Reads_lists_and_objects_within_each_other()
    {
        var value = Parsing.Value<ObjectValueSyntax>("{ a: [1, [], {}], b: null }");

        Assert.Equal(["a", "b"], value.Fields.Select(field => field.Name.Value));
        Assert.Equal(3, Assert.IsType<ListValueSyntax>(value.Fields[0].Value).Items.Length);
        Assert.IsType<NullValueSyntax>(value.Fields[1].Value);
    }

    [Fact]
    public void Gives_equal_names_one_string()
    {
        var document = Parsing.Document("{ someName } { someName }");

        var names = document.Definitions.Cast<OperationSyntax>().Select(operation => ((FieldSyntax)operation.SelectionSet.Selections[0]).Name.Value);
        Assert.Same(names.First(), names.Last());
    }

    [Fact]
    public void Reads_bytes_and_text_alike()
    {
        const string Text = "{ a(b: \"é😀\") }";

        var parsed = Parser.Parse(Encoding.UTF8.GetBytes(Text), ParserLimits.Request);

        Assert.True(parsed.Ok);
        Assert.Equal(Printer.Print(Parsing.Document(Text)), Printer.Print(parsed.Document));
    }
}
