namespace Gateway.GraphQL.Language;

/// <summary>What a parser refuses before it costs anything.</summary>
/// <param name="Bytes">Most bytes of a document.</param>
/// <param name="Tokens">Most tokens of a document, comments not counted.</param>
/// <param name="Depth">Most levels of nested selection sets, values and types, so that nothing recursive can overflow the stack.</param>
public sealed record ParserLimits(int Bytes, int Tokens, int Depth)
{
    /// <summary>For documents of callers: 1 MiB, 100,000 tokens, 200 levels.</summary>
    public static ParserLimits Request { get; } = new(1 << 20, 100_000, 200);

    /// <summary>For schemas that the operator chose: 64 MiB, 16,000,000 tokens, 200 levels.</summary>
    public static ParserLimits Schema { get; } = new(64 << 20, 16_000_000, 200);
}
