using System.Diagnostics;
using System.Globalization;
using System.Text;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Validation.Limits;

namespace Gateway.GraphQL.Tests.Validation.Limits;

public class LimitCheckTests
{
    private static readonly SelectionLimits Ten = new(10, 10, 10, 10, 10, 10);

    [Theory]
    [InlineData("{ a: x b: x ...F } fragment F on Q { c: x }", "Aliases", 3)]
    [InlineData("query ($v: Int @d) @d { x @d ... @d { y } ...F @d } fragment F on Q @d { y @d @d }", "Directives", 8)]
    [InlineData("{ x } fragment A on Q { x } fragment B on Q { x }", "Fragments", 2)]
    [InlineData("{ x { y } ...F ... { z } } fragment F on Q { p q { r } }", "RootFields", 4)]
    [InlineData("{ x { ...F } y } fragment F on Q { p { ... { q { r } } } }", "Depth", 4)]
    [InlineData("{ x { ...F } y { ...F } } fragment F on Q { p { q } }", "Fields", 6)]
    public void Counts_exactly_and_refuses_one_more_than_the_limit(string document, string limit, int count)
    {
        Assert.Null(Find(document, Only(limit, count)));

        var breach = Find(document, Only(limit, count - 1));

        Assert.NotNull(breach);
        Assert.Equal((limit, count - 1, count, false), (breach.Limit.ToString(), breach.Maximum, breach.Actual, breach.IsAtLeast));
    }

    [Theory]
    [InlineData("Aliases", "{ a: x b: x }", "The document has 2 aliases; at most 1 are taken")]
    [InlineData("Fields", "query Q { a b }", "The operation \"Q\" has 2 fields once its fragments are expanded; at most 1 are taken")]
    [InlineData("Depth", "{ a { b } }", "The operation has 2 levels of fields once its fragments are expanded; at most 1 are taken")]
    public void Says_what_there_is_too_much_of(string limit, string document, string sentence)
    {
        Assert.Equal(sentence, Find(document, Only(limit, 1))?.ToString());
    }

    [Fact]
    public void Looks_at_each_operation_by_itself()
    {
        Assert.Null(Find("query A { a b c d e f } query B { a b c d e f }", Ten));
        Assert.Equal("B", Find("query A { a } query B { a b c d e f g h i j k }", Ten)?.Operation);
    }

    [Fact]
    public void A_fragment_counts_once_in_a_selection_since_it_is_collected_once()
    {
        Assert.Null(Find("{ ...F ...F ... { ...F } } fragment F on Q { a b c d e f }", Ten));
        Assert.NotNull(Find("{ ...F x { ...F } } fragment F on Q { a b c d e f }", Ten));
    }

    [Theory]
    [InlineData("{ ...F } fragment F on Q { a ...F }")]
    [InlineData("{ ...F } fragment F on Q { a ...G } fragment G on Q { b { ...F } }")]
    [InlineData("{ a ...Missing }")]
    public void Takes_documents_that_validation_will_refuse(string document)
    {
        Assert.Null(Find(document, Ten));
    }

    [Fact]
    public void Fragments_that_double_with_every_line_are_counted_without_being_expanded()
    {
        var text = new StringBuilder("{ ...F0 } ");
        for (int i = 0; i < 200; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"fragment F{i} on Q {{ a {{ ...F{i + 1} }} b {{ ...F{i + 1} }} }} ");
        }

        var breach = Find(text.Append("fragment F200 on Q { a }").ToString(), Only("Fields", 20_000));

        Assert.Equal(LimitBreach.Most, breach?.Actual);
        Assert.True(breach!.IsAtLeast);
    }

    [Fact]
    public void Up_to_a_large_bound_the_count_of_such_fragments_is_exact()
    {
        var text = new StringBuilder("{ ...F0 } ");
        for (int i = 0; i < 40; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"fragment F{i} on Q {{ a {{ ...F{i + 1} }} b {{ ...F{i + 1} }} }} ");
        }

        var breach = Find(text.Append("fragment F40 on Q { a }").ToString(), Only("Fields", 20_000));

        // f(40) = 1 and f(n) = 2 + 2 f(n + 1).
        Assert.Equal((3L << 40) - 2, breach?.Actual);
        Assert.False(breach!.IsAtLeast);
    }

    [Fact]
    public void A_chain_of_fragments_as_long_as_the_document_is_counted_in_no_time()
    {
        var text = new StringBuilder("{ ...F0 } ");
        for (int i = 0; i < 8_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"fragment F{i} on Q {{ a {{ ...F{i + 1} }} }} ");
        }

        var watch = Stopwatch.StartNew();
        var breach = Find(text.Append("fragment F8000 on Q { a }").ToString(), Only("Depth", 100));

        Assert.Equal(8_001, breach?.Actual);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 2_000);
    }

    private static LimitBreach? Find(string document, SelectionLimits limits)
    {
        var parsed = Parser.Parse(document, ParserLimits.Request);
        Assert.True(parsed.Ok, parsed.Error?.Message);
        return LimitCheck.Find(parsed.Document, limits);
    }

    private static SelectionLimits Only(string limit, int maximum) => limit switch
    {
        "Aliases" => SelectionLimits.None with { Aliases = maximum },
        "Directives" => SelectionLimits.None with { Directives = maximum },
        "Fragments" => SelectionLimits.None with { Fragments = maximum },
        "RootFields" => SelectionLimits.None with { RootFields = maximum },
        "Depth" => SelectionLimits.None with { Depth = maximum },
        _ => SelectionLimits.None with { Fields = maximum },
    };
}
