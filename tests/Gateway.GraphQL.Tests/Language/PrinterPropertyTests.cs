using Gateway.GraphQL.Language;

namespace Gateway.GraphQL.Tests.Language;

public class PrinterPropertyTests
{
    private const int Seeds = 3_000;

    [Fact]
    public void What_is_printed_parses_to_the_same_tree_and_prints_the_same()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            var document = new RandomSyntax(seed).Document();

            string printed = Printer.Print(document);
            var parsed = Parser.Parse(printed, ParserLimits.Request);

            Assert.True(parsed.Ok, $"Seed {seed}: {parsed.Error} in\n{printed}");
            Assert.True(SyntaxShape.Of(document) == SyntaxShape.Of(parsed.Document), $"Seed {seed}: another tree from\n{printed}");
            Assert.True(Printer.Print(parsed.Document) == printed, $"Seed {seed}: another text than\n{printed}");
        }
    }
}
