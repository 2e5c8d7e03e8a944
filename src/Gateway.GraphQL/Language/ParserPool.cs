namespace Gateway.GraphQL.Language;

/// <summary>Keeps a parser for the next document: its tables would weigh more than the tree of a small one. Safe for concurrent use.</summary>
internal sealed class ParserPool
{
    private DocumentParser? _spare;

    public static ParserPool Shared { get; } = new();

    /// <summary>A parser for one document, to be returned.</summary>
    public DocumentParser Rent() => Interlocked.Exchange(ref _spare, null) ?? new DocumentParser();

    /// <summary>Takes a parser back; the document is forgotten, what it read is not touched.</summary>
    public void Return(DocumentParser parser)
    {
        parser.Clear();
        Volatile.Write(ref _spare, parser);
    }
}
