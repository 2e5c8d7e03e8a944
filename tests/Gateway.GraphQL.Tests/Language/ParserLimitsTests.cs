using System.Text;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language;

namespace Gateway.GraphQL.Tests.Language;

public class ParserLimitsTests
{
    private const int Levels = 100_000;

    [Theory]
    [InlineData("{a")]
    [InlineData("{...")]
    [InlineData("{...on T")]
    public void Refuses_selections_nested_too_deeply(string level) => RefusesDepth(Repeat(level, Levels));

    [Theory]
    [InlineData("{f(a:", "[")]
    [InlineData("{f(a:", "{b:")]
    [InlineData("{f(a:", "[{b:")]
    [InlineData("query($a:", "[")]
    [InlineData("query($a:T=", "[")]
    [InlineData("type T{f:", "[")]
    public void Refuses_values_and_types_nested_too_deeply(string start, string level) => RefusesDepth(start + Repeat(level, Levels));

    [Theory]
    [InlineData("{a{b}}")]
    [InlineData("{f(a:[[1]])}")]
    [InlineData("{f(a:{b:{}})}")]
    [InlineData("type T{a:[[Int]]}")]
    public void Does_not_take_length_for_depth(string definition)
    {
        string document = Repeat(definition, 1_000);

        Assert.True(Parser.Parse(document, ParserLimits.Request).Ok);
    }

    [Fact]
    public void Takes_as_many_levels_as_the_limit_says_and_no_more()
    {
        string fits = Repeat("{a", 200) + Repeat("}", 200);
        string passes = Repeat("{a", 201) + Repeat("}", 201);

        Assert.True(Parser.Parse(fits, ParserLimits.Request).Ok);
        Assert.Equal(new SourceLocation(1, 401), Parser.Parse(passes, ParserLimits.Request).Error?.Locations.Single());
    }

    [Fact]
    public void Counts_tokens_but_not_comments()
    {
        var limits = new ParserLimits(1_000, 3, 10);

        var fits = Parser.Parse("#x\n{ a, } #y", limits);
        var passes = Parser.Parse("{ a b }", limits);

        Assert.True(fits.Ok);
        Assert.Equal("Document has more than 3 tokens.", passes.Error?.Message);
        Assert.Equal(new SourceLocation(1, 7), passes.Error?.Locations.Single());
    }

    [Fact]
    public void Refuses_a_million_aliases()
    {
        var limits = ParserLimits.Request with { Bytes = int.MaxValue };

        var parsed = Parser.Parse("{" + Repeat("a:b ", 1_000_000) + "}", limits);

        Assert.Equal("Document has more than 100000 tokens.", parsed.Error?.Message);
    }

    [Fact]
    public void Refuses_a_document_that_is_too_large_without_reading_it()
    {
        byte[] document = new byte[10 << 20];

        var parsed = Parser.Parse(document, ParserLimits.Request);

        Assert.Equal("Document is larger than 1048576 bytes.", parsed.Error?.Message);
        Assert.Empty(parsed.Error!.Locations);
    }

    [Fact]
    public void Reads_ten_megabytes_where_the_limit_allows_it()
    {
        string document = "{ a(b: \"" + new string('x', 10 << 20) + "\") #" + new string('y', 10 << 20) + "\n}";

        Assert.True(Parser.Parse(document, ParserLimits.Schema).Ok);
    }

    private static void RefusesDepth(string document)
    {
        var limits = ParserLimits.Request with { Tokens = int.MaxValue };

        var parsed = Parser.Parse(document, limits);

        Assert.Equal("Document is nested too deeply: more than 200 levels.", parsed.Error?.Message);
    }

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();
}
