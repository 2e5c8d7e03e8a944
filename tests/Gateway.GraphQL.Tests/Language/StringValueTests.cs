using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Tests.Language;

public class StringValueTests
{
    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\" simple \"", " simple ")]
    [InlineData("\"\\\" \\\\ \\/ \\b\\f\\n\\r\\t\"", "\" \\ / \b\f\n\r\t")]
    [InlineData("\"\\u0041\\u00e9\"", "Aé")]
    [InlineData("\"\\uD83D\\uDE00\"", "😀")]
    [InlineData("\"\\u{1F600}\\u{41}\\u{10FFFF}\\u{0}\"", "😀A\U0010FFFF\0")]
    [InlineData("\"\\u{00000000041}\"", "A")]
    [InlineData("\"é😀\u0007\u0085\u2028\"", "é😀\u0007\u0085\u2028")]
    public void Resolves_escapes(string literal, string value)
    {
        var parsed = Parsing.Value<StringValueSyntax>(literal);

        Assert.Equal(value, parsed.Value);
        Assert.False(parsed.IsBlock);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("  a  ", "  a  ")]
    [InlineData(" \n\t\n ", "")]
    [InlineData("\n    Hello,\n      World!\n\n    Yours\n  ", "Hello,\n  World!\n\nYours")]
    [InlineData("a\n  b\n    c", "a\nb\n  c")]
    [InlineData("\n a\r\n  b\r c", "a\n b\nc")]
    [InlineData("\n\ta\n\t\tb", "a\n\tb")]
    [InlineData("\n  a\n \n  b", "a\n\nb")]
    [InlineData("\n  a\n      \n  b", "a\n    \nb")]
    [InlineData("\\n \\u0041 \\\\ \"\"", "\\n \\u0041 \\\\ \"\"")]
    [InlineData("a\\\"\"\"b", "a\"\"\"b")]
    [InlineData("\\\\\"\"\"c", "\\\"\"\"c")]
    [InlineData("\u00A0a\n\u00A0b", "\u00A0a\n\u00A0b")]
    public void Removes_indentation_of_block_strings(string raw, string value)
    {
        // The space keeps a closing quotation mark of the content apart from those of the literal.
        string literal = raw.EndsWith('"') ? $"\"\"\"{raw} \"\"\"" : $"\"\"\"{raw}\"\"\"";

        var parsed = Parsing.Value<StringValueSyntax>(literal);

        Assert.Equal(raw.EndsWith('"') ? value + " " : value, parsed.Value);
        Assert.True(parsed.IsBlock);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("  one line", true)]
    [InlineData("a\n  b", true)]
    [InlineData("  a\nb", true)]
    [InlineData("  a\n  b", false)]
    [InlineData("\na", false)]
    [InlineData("a\n ", false)]
    [InlineData(" ", false)]
    [InlineData("a\rb", false)]
    [InlineData("a\0b", false)]
    public void Knows_what_a_block_string_can_hold(string value, bool holds) => Assert.Equal(holds, BlockStringPrinter.CanHold(value));
}
