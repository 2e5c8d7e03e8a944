namespace Gateway.GraphQL.Language;

/// <summary>Until the parser lands.</summary>
public static class Parser
{
    public static ParseResult Parse(ReadOnlyMemory<byte> utf8, ParserLimits limits) => throw new NotSupportedException();
}
