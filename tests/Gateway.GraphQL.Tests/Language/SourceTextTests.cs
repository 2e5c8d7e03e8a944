using System.Text;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language;

namespace Gateway.GraphQL.Tests.Language;

public class SourceTextTests
{
    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("ab", 1, 3)]
    [InlineData("a\n", 2, 1)]
    [InlineData("a\r", 2, 1)]
    [InlineData("a\r\n", 2, 1)]
    [InlineData("a\n\rb", 3, 2)]
    [InlineData("\r\r\n\n", 4, 1)]
    [InlineData("é", 1, 2)]
    [InlineData("€", 1, 2)]
    [InlineData("😀", 1, 3)]
    [InlineData("\uFEFF", 1, 2)]
    [InlineData("x\u2028y\u0085", 1, 5)]
    public void Counts_lines_and_utf16_columns(string before, int line, int column)
    {
        var source = new SourceText(Encoding.UTF8.GetBytes(before + "?"));

        var location = source.Locate(source.Utf8.Length - 1);

        Assert.Equal(new SourceLocation(line, column), location);
    }

    [Fact]
    public void Stays_in_the_line_between_the_two_halves_of_a_line_end()
    {
        var source = new SourceText("a\r\nb"u8.ToArray());

        Assert.Equal(new SourceLocation(1, 2), source.Locate(1));
        Assert.Equal(new SourceLocation(1, 3), source.Locate(2));
        Assert.Equal(new SourceLocation(2, 1), source.Locate(3));
    }

    [Fact]
    public void Takes_offsets_outside_the_text_as_its_ends()
    {
        var source = new SourceText("ab"u8.ToArray());

        Assert.Equal(new SourceLocation(1, 1), source.Locate(-1));
        Assert.Equal(new SourceLocation(1, 3), source.Locate(99));
    }
}
