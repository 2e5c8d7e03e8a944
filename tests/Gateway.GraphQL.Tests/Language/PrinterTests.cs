using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Tests.Language;

public class PrinterTests
{
    private static readonly string SeventyOne = new('x', 71);

    [Theory]
    [InlineData("query{a}", "{\n  a\n}")]
    [InlineData("query Q{a}", "query Q {\n  a\n}")]
    [InlineData("query($a:Int){a}", "query ($a: Int) {\n  a\n}")]
    [InlineData("query@d{a}", "query @d {\n  a\n}")]
    [InlineData("query Q($a:Int=1@d,$b:[ID!]!)@d{a}", "query Q($a: Int = 1 @d, $b: [ID!]!) @d {\n  a\n}")]
    [InlineData("mutation{a}", "mutation {\n  a\n}")]
    [InlineData("\"d\"query{a}", "\"d\"\nquery {\n  a\n}")]
    [InlineData("{a:b(c:1,d:[1 2]e:{f:2,g:{}})@h@i(j:$k)}", "{\n  a: b(c: 1, d: [1, 2], e: { f: 2, g: {  } }) @h @i(j: $k)\n}")]
    [InlineData("{...F@d...on T@d{a}...@d{b}...{c}}", "{\n  ...F @d\n  ... on T @d {\n    a\n  }\n  ... @d {\n    b\n  }\n  ... {\n    c\n  }\n}")]
    [InlineData("fragment F on T@d{a}{b}", "fragment F on T @d {\n  a\n}\n\n{\n  b\n}")]
    public void Lays_out_executable_documents(string text, string printed) => Assert.Equal(printed, Printer.Print(Parsing.Document(text)));

    [Theory]
    [InlineData("query(\"d\"$a:Int $b:Int){a}", "query (\n\"d\"\n$a: Int\n$b: Int\n) {\n  a\n}")]
    [InlineData("query($a:Int=\"\"\"b\nc\"\"\"){a}", "query (\n$a: Int = \"\"\"\nb\nc\n\"\"\"\n) {\n  a\n}")]
    public void Gives_variables_lines_of_their_own_if_one_spans_lines(string text, string printed) =>
        Assert.Equal(printed, Printer.Print(Parsing.Document(text)));

    [Theory]
    [InlineData("type A implements&B&C@d{a(b:Int=1@e):[Int!]!@f,c:D}", "type A implements B & C @d {\n  a(b: Int = 1 @e): [Int!]! @f\n  c: D\n}")]
    [InlineData("type A{a(\"d\"b:Int c:Int):D}", "type A {\n  a(\n    \"d\"\n    b: Int\n    c: Int\n  ): D\n}")]
    [InlineData("\"\"\"d\"\"\"type A \"e\"interface B", "\"\"\"d\"\"\"\ntype A\n\n\"e\"\ninterface B")]
    [InlineData("type A{\"\"\"d\ne\"\"\"a:B}", "type A {\n  \"\"\"\n  d\n  e\n  \"\"\"\n  a: B\n}")]
    [InlineData("union U@a=|A|B", "union U @a = A | B")]
    [InlineData("enum E{A@d\"b\"B}", "enum E {\n  A @d\n  \"b\"\n  B\n}")]
    [InlineData("input I{a:Int=1@d}", "input I {\n  a: Int = 1 @d\n}")]
    [InlineData("scalar S@a", "scalar S @a")]
    [InlineData("schema@a{query:Q mutation:M}", "schema @a {\n  query: Q\n  mutation: M\n}")]
    [InlineData("directive@d(a:Int,b:Int)repeatable on|FIELD|QUERY", "directive @d(a: Int, b: Int) repeatable on FIELD | QUERY")]
    [InlineData("extend type A@a extend schema{query:Q}", "extend type A @a\n\nextend schema {\n  query: Q\n}")]
    public void Lays_out_type_system_documents(string text, string printed) => Assert.Equal(printed, Printer.Print(Parsing.Document(text)));

    [Fact]
    public void Wraps_the_arguments_of_a_field_longer_than_eighty_characters()
    {
        string eighty = $"f(a: \"{new string('x', 69)}\", b: 1)"[..^7] + ")";
        string longer = eighty.Replace("x\"", "xx\"", StringComparison.Ordinal).Replace(")", ", b: 1)", StringComparison.Ordinal);

        string kept = Printer.Print(Parsing.Document($"{{ {eighty} }}"));
        string wrapped = Printer.Print(Parsing.Document($"{{ {longer} }}"));

        Assert.Equal($"{{\n  {eighty}\n}}", kept);
        Assert.Equal($"{{\n  f(\n    a: \"{new string('x', 70)}\"\n    b: 1\n  )\n}}", wrapped);
    }

    [Theory]
    [InlineData(76, false)]
    [InlineData(77, true)]
    public void Wraps_a_list_longer_than_eighty_characters(int letters, bool wraps)
    {
        string text = new('x', letters);

        string printed = Printer.Print(Parsing.Value<ListValueSyntax>($"[\"{text}\"]"));

        Assert.Equal(wraps ? $"[\n  \"{text}\"\n]" : $"[\"{text}\"]", printed);
    }

    [Theory]
    [InlineData(71, false)]
    [InlineData(72, true)]
    public void Wraps_an_object_longer_than_eighty_characters(int letters, bool wraps)
    {
        string text = new('x', letters);

        string printed = Printer.Print(Parsing.Value<ObjectValueSyntax>($"{{a:\"{text}\"}}"));

        Assert.Equal(wraps ? $"{{\n  a: \"{text}\"\n}}" : $"{{ a: \"{text}\" }}", printed);
    }

    [Fact]
    public void Escapes_only_what_must_be_escaped()
    {
        var value = new StringValueSyntax(0, "\" \\ / \b\f\n\r\t\0\u001F\u007F\u009F\u00A0é😀", isBlock: false);

        string printed = Printer.Print(value);

        Assert.Equal("\"\\\" \\\\ / \\b\\f\\n\\r\\t\\u0000\\u001F\\u007F\\u009F\u00A0é😀\"", printed);
    }

    [Fact]
    public void Keeps_short_block_strings_on_one_line()
    {
        Assert.Equal("\"\"\"\"\"\"", PrintBlock(""));
        Assert.Equal("\"\"\"one\"\"\"", PrintBlock("one"));
        Assert.Equal("\"\"\"  one\"\"\"", PrintBlock("  one"));
        Assert.Equal("\"\"\"a \\\"\"\" b\"\"\"", PrintBlock("a \"\"\" b"));
    }

    [Fact]
    public void Gives_the_quotes_of_other_block_strings_lines_of_their_own()
    {
        Assert.Equal("\"\"\"\na\nb\n\"\"\"", PrintBlock("a\nb"));
        Assert.Equal("\"\"\"\na\"\n\"\"\"", PrintBlock("a\""));
        Assert.Equal("\"\"\"\na\\\n\"\"\"", PrintBlock("a\\"));
        Assert.Equal($"\"\"\"\n{SeventyOne}\n\"\"\"", PrintBlock(SeventyOne));
        Assert.Equal("\"\"\"  a\\\n\"\"\"", PrintBlock("  a\\"));
    }

    [Fact]
    public void Keeps_a_shorthand_query_apart_from_a_definition_without_body()
    {
        var document = Parsing.Document("type A query { a } scalar B { b }");

        string printed = Printer.Print(document);

        Assert.Equal("type A\n\nquery {\n  a\n}\n\nscalar B\n\n{\n  b\n}", printed);
        Assert.Equal(SyntaxShape.Of(document), SyntaxShape.Of(Parsing.Document(printed)));
    }

    [Fact]
    public void Prints_parts_of_a_document()
    {
        var type = Parsing.Definition<ObjectTypeSyntax>("type A { a(b: Int = 1): [C!] @d(e: 2) }");

        Assert.Equal("a(b: Int = 1): [C!] @d(e: 2)", Printer.Print(type.Fields[0]));
        Assert.Equal("b: Int = 1", Printer.Print(type.Fields[0].Arguments[0]));
        Assert.Equal("[C!]", Printer.Print(type.Fields[0].Type));
        Assert.Equal("@d(e: 2)", Printer.Print(type.Fields[0].Directives[0]));
        Assert.Equal("e: 2", Printer.Print(type.Fields[0].Directives[0].Arguments[0]));
    }

    private static string PrintBlock(string value) => Printer.Print(new StringValueSyntax(0, value, isBlock: true));
}
