using System.Text;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language;

namespace Gateway.GraphQL.Tests.Language;

public class ParserErrorTests
{
    [Theory]
    [InlineData("", 1, 1, "Unexpected <EOF>.")]
    [InlineData("#", 1, 2, "Unexpected <EOF>.")]
    [InlineData("{", 1, 2, "Expected Name, found <EOF>.")]
    [InlineData("{ a: }", 1, 6, "Expected Name, found \"}\".")]
    [InlineData("{}", 1, 2, "Expected Name, found \"}\".")]
    [InlineData("{ a {} }", 1, 6, "Expected Name, found \"}\".")]
    [InlineData("{ a() }", 1, 5, "Expected Name, found \")\".")]
    [InlineData("{ a(b c) }", 1, 7, "Expected \":\", found Name \"c\".")]
    [InlineData("{ a(b: ) }", 1, 8, "Unexpected \")\".")]
    [InlineData("{ a(b: [1) }", 1, 10, "Unexpected \")\".")]
    [InlineData("query () { a }", 1, 8, "Expected \"$\", found \")\".")]
    [InlineData("query Q", 1, 8, "Expected \"{\", found <EOF>.")]
    [InlineData("foo", 1, 1, "Unexpected Name \"foo\".")]
    [InlineData("5", 1, 1, "Unexpected Int \"5\".")]
    [InlineData("{ ...F(a: 1) }", 1, 7, "Expected Name, found \"(\".")]
    [InlineData("{ ...on }", 1, 9, "Expected Name, found \"}\".")]
    [InlineData("fragment on on T { a }", 1, 10, "Unexpected Name \"on\".")]
    [InlineData("fragment F($a: Int) on T { a }", 1, 11, "Expected \"on\", found \"(\".")]
    [InlineData("query ($a: Int = $b) { a }", 1, 18, "Unexpected variable \"$b\" in constant value.")]
    [InlineData("query ($a: Int = [$]) { a }", 1, 19, "Unexpected \"$\".")]
    [InlineData("query ($a: Int @d(x: $b)) { a }", 1, 22, "Unexpected variable \"$b\" in constant value.")]
    [InlineData("\"d\" { a }", 1, 1, "Unexpected description, descriptions are not supported on shorthand queries.")]
    [InlineData("\"d\" extend type A @b", 1, 1, "Unexpected description, only GraphQL definitions support descriptions.")]
    [InlineData("\"d\" \"e\" type A", 1, 5, "Unexpected String \"e\".")]
    public void Refuses_what_does_not_fit_an_executable_document(string text, int line, int column, string detail) =>
        Refuses(text, line, column, detail);

    [Theory]
    [InlineData("type A {}", 1, 9, "Expected Name, found \"}\".")]
    [InlineData("type A implements {", 1, 19, "Expected Name, found \"{\".")]
    [InlineData("type A { a }", 1, 12, "Expected \":\", found \"}\".")]
    [InlineData("type A { a: Int = 1 }", 1, 17, "Expected Name, found \"=\".")]
    [InlineData("schema {}", 1, 9, "Expected Name, found \"}\".")]
    [InlineData("schema { foo: A }", 1, 10, "Unexpected Name \"foo\".")]
    [InlineData("schema", 1, 7, "Expected \"{\", found <EOF>.")]
    [InlineData("union U =", 1, 10, "Expected Name, found <EOF>.")]
    [InlineData("enum E {}", 1, 9, "Expected Name, found \"}\".")]
    [InlineData("enum E { A true }", 1, 12, "Name \"true\" is reserved and cannot be used for an enum value.")]
    [InlineData("input I { a(b: Int): Int }", 1, 12, "Expected \":\", found \"(\".")]
    [InlineData("directive @d on FOO", 1, 17, "Unexpected Name \"FOO\".")]
    [InlineData("directive @d @e on FIELD", 1, 14, "Expected \"on\", found \"@\".")]
    [InlineData("directive d on FIELD", 1, 11, "Expected \"@\", found Name \"d\".")]
    [InlineData("extend directive @d @e", 1, 8, "Unexpected Name \"directive\".")]
    [InlineData("extend type A", 1, 14, "Unexpected <EOF>.")]
    [InlineData("extend schema", 1, 14, "Unexpected <EOF>.")]
    [InlineData("extend query Q { a }", 1, 8, "Unexpected Name \"query\".")]
    [InlineData("extend 5", 1, 8, "Unexpected Int \"5\".")]
    public void Refuses_what_does_not_fit_a_type_system_document(string text, int line, int column, string detail) =>
        Refuses(text, line, column, detail);

    [Theory]
    [InlineData("{ ? }", 1, 3, "Unexpected character: \"?\".")]
    [InlineData("{ \0 }", 1, 3, "Unexpected character: U+0000.")]
    [InlineData("{ é }", 1, 3, "Unexpected character: U+00E9.")]
    [InlineData("{ 😀 }", 1, 3, "Unexpected character: U+1F600.")]
    [InlineData("{ .. a }", 1, 3, "Unexpected character: \".\".")]
    [InlineData("{ a(b: 'c') }", 1, 8, "Unexpected single quote character ('), did you mean to use a double quote (\")?")]
    [InlineData("{ a(b: 01) }", 1, 9, "Invalid number, unexpected digit after 0: \"1\".")]
    [InlineData("{ a(b: -) }", 1, 9, "Invalid number, expected digit but got: \")\".")]
    [InlineData("{ a(b: 1.) }", 1, 10, "Invalid number, expected digit but got: \")\".")]
    [InlineData("{ a(b: 1a) }", 1, 9, "Invalid number, expected digit but got: \"a\".")]
    [InlineData("{ a(b: 1.2.3) }", 1, 11, "Invalid number, expected digit but got: \".\".")]
    [InlineData("{ a(b: 1e\"", 1, 10, "Invalid number, expected digit but got: '\"'.")]
    [InlineData("-", 1, 2, "Invalid number, expected digit but got: <EOF>.")]
    [InlineData("{ a(b: \"c", 1, 10, "Unterminated string.")]
    [InlineData("{ a(b: \"c\n\") }", 1, 10, "Unterminated string.")]
    [InlineData("\n\"\"\"c\n\n", 4, 1, "Unterminated string.")]
    [InlineData("{ a(b: \"c\\x\") }", 1, 10, "Invalid character escape sequence: \"\\x\".")]
    [InlineData("{ a(b: \"\\u12\") }", 1, 9, "Invalid Unicode escape sequence: \"\\u12\")\".")]
    [InlineData("{ a(b: \"\\u0\uD83D\uDE009xyz\") }", 1, 9, "Invalid Unicode escape sequence: \"\\u0\uD83D\uDE009\".")]
    [InlineData("{ a(b: \"\\uD800\") }", 1, 9, "Invalid Unicode escape sequence: \"\\uD800\".")]
    [InlineData("{ a(b: \"\\uDC00\\uD800\") }", 1, 9, "Invalid Unicode escape sequence: \"\\uDC00\".")]
    [InlineData("{ a(b: \"\\u{110000}\") }", 1, 9, "Invalid Unicode escape sequence: \"\\u{110000}\".")]
    [InlineData("{ a(b: \"\\u{D800}\") }", 1, 9, "Invalid Unicode escape sequence: \"\\u{D800}\".")]
    [InlineData("{ a(b: \"\\u{}\") }", 1, 9, "Invalid Unicode escape sequence: \"\\u{}\".")]
    [InlineData("{ a(b: \"\\u{FFFFFFFFFFFFFFFF}\") }", 1, 9, "Invalid Unicode escape sequence: \"\\u{FFFFFFFF\".")]
    public void Refuses_what_is_no_token(string text, int line, int column, string detail) => Refuses(text, line, column, detail);

    [Fact]
    public void Refuses_a_lone_surrogate_in_its_place()
    {
        var name = Parsing.Error("{ a \uD83D }");
        var text = Parsing.Error("{ a(b: \"\uDE00\") }");
        var comment = Parsing.Error("# \uD83D");

        Assert.Equal(("Syntax Error: Invalid character: U+D83D.", 5), (name.Message, name.Locations[0].Column));
        Assert.Equal(("Syntax Error: Invalid character within String: U+DE00.", 9), (text.Message, text.Locations[0].Column));
        Assert.Equal(("Syntax Error: Invalid character: U+D83D.", 3), (comment.Message, comment.Locations[0].Column));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF }, "Syntax Error: Invalid character: 0xFF.")]
    [InlineData(new byte[] { 0xC0, 0x80 }, "Syntax Error: Invalid character: 0xC0.")]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98 }, "Syntax Error: Invalid character: 0xF0.")]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, "Syntax Error: Invalid character: U+D800.")]
    public void Refuses_bytes_that_are_no_text(byte[] bytes, string message)
    {
        byte[] document = [.. "{ a #é"u8, .. bytes];

        var parsed = Parser.Parse(document, ParserLimits.Request);

        Assert.Equal(message, parsed.Error?.Message);
        Assert.Equal(new SourceLocation(1, 7), parsed.Error!.Locations.Single());
    }

    [Fact]
    public void Reports_an_error_before_bytes_that_are_no_text()
    {
        byte[] document = [.. "{ a ) "u8, 0xFF];

        var parsed = Parser.Parse(document, ParserLimits.Request);

        Assert.Equal("Syntax Error: Expected Name, found \")\".", parsed.Error?.Message);
    }

    [Fact]
    public void Answers_any_bytes_without_an_exception()
    {
        var random = new Random(20250901);
        byte[] alphabet = Encoding.UTF8.GetBytes("{}()[]!$&|=:@...\"\"\"\\\\u{}#\n\r\t ,-01.e_aonquery extend type \uFEFFé😀\0");

        for (int round = 0; round < 20_000; round++)
        {
            byte[] document = new byte[random.Next(40)];
            for (int i = 0; i < document.Length; i++)
            {
                document[i] = random.Next(30) == 0 ? (byte)random.Next(256) : alphabet[random.Next(alphabet.Length)];
            }

            var parsed = Parser.Parse(document, ParserLimits.Request);
            Assert.True(parsed.Ok || parsed.Error.Locations.Length == 1, Convert.ToHexString(document));
        }
    }

    // Not as data of a theory: an attribute cannot hold half of a surrogate pair.
    [Fact]
    public void Quotes_what_follows_half_of_a_surrogate_pair() => Refuses(
        "{ a(b: \"\\u00\uD83D9xyz\") }", 1, 9, "Invalid Unicode escape sequence: \"\\u009\".");

    private static void Refuses(string text, int line, int column, string detail)
    {
        var error = Parsing.Error(text);

        Assert.Equal($"Syntax Error: {detail}", error.Message);
        Assert.Equal(new SourceLocation(line, column), Assert.Single(error.Locations));
    }
}
