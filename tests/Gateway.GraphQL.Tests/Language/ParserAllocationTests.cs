using System.Text;
using Gateway.GraphQL.Language;

namespace Gateway.GraphQL.Tests.Language;

public class ParserAllocationTests
{
    private const int MostPerByte = 20;
    private const string Folder = "documents/";

    /// <summary>The ten documents of the benchmarks.</summary>
    public static TheoryData<string> Typical =>
        [.. typeof(ParserAllocationTests).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Typical))]
    public void Costs_less_than_twenty_bytes_for_a_byte_of_a_typical_document(string name) => IsCheap(Read(name));

    [Theory]
    [MemberData(nameof(Typical))]
    public void Costs_less_than_twenty_bytes_for_a_byte_of_a_typical_document_without_spare_space(string name) => IsCheap(Minify(Read(name)));

    [Fact]
    public void There_are_ten_typical_documents() => Assert.Equal(10, Typical.Count);

    [Fact]
    public void Does_not_pay_for_the_lines_of_a_block_string() => IsCheap(Encoding.UTF8.GetBytes($"{{ f(s: \"\"\"{Repeat("\n x", 10_000)}\"\"\") }}"));

    private static void IsCheap(byte[] document)
    {
        var error = Parser.Parse(document, ParserLimits.Request).Error;
        Assert.True(error is null, error?.Message);

        // The least of a few: a parser that a test beside this one holds just now must be made anew.
        long allocated = Enumerable.Range(0, 5).Min(_ => AllocationOf(document));

        Assert.True(allocated < MostPerByte * document.Length, $"{allocated} bytes for {document.Length}");
    }

    private static long AllocationOf(byte[] document)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Parser.Parse(document, ParserLimits.Request);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(ParserAllocationTests).Assembly.GetManifestResourceStream(name)!;
        byte[] document = new byte[stream.Length];
        stream.ReadExactly(document);
        return document;
    }

    // As tools send documents: tokens that would run into one another are parted by a space, others by nothing.
    private static byte[] Minify(byte[] document)
    {
        List<byte> text = [];
        var lexer = new Lexer(document);
        var previous = TokenKind.EndOfFile;
        for (var token = lexer.Next(); token.Kind != TokenKind.EndOfFile; token = lexer.Next())
        {
            if (previous >= TokenKind.Name && (token.Kind >= TokenKind.Name || token.Kind == TokenKind.Spread))
            {
                text.Add((byte)' ');
            }

            text.AddRange(document.AsSpan(token.Start, token.End - token.Start));
            previous = token.Kind;
        }

        return [.. text];
    }

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();
}
