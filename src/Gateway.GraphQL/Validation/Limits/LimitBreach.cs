using System.Globalization;
using Gateway.GraphQL.Language;

namespace Gateway.GraphQL.Validation.Limits;

/// <summary>A limit that a document passes.</summary>
/// <param name="Limit">Which one.</param>
/// <param name="Maximum">The most that is taken.</param>
/// <param name="Actual">How much there is.</param>
/// <param name="IsAtLeast">Whether there may be more than that: the count stopped there.</param>
public sealed record LimitBreach(DocumentLimit Limit, long Maximum, long Actual, bool IsAtLeast)
{
    /// <summary>Where counting stops. Every number up to it is exact in JSON.</summary>
    public const long Most = (1L << 53) - 1;

    /// <summary>The operation that it is about; null if it is the document. An anonymous one has an empty name.</summary>
    public string? Operation { get; init; }

    /// <summary>The breach as a sentence, without its full stop.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"The {Subject()} {(IsAtLeast ? "at least " : "")}{Actual:N0} {Things(Actual)}; at most {Maximum:N0} are taken");

    /// <summary>What the parser refused; null if that was not for a limit.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="limits">The parser's limits.</param>
    /// <param name="parsed">The outcome.</param>
    internal static LimitBreach? Of(ReadOnlyMemory<byte> utf8, ParserLimits limits, ParseResult parsed)
    {
        switch (parsed.Limit)
        {
            case ParserLimit.Bytes:
                return new LimitBreach(DocumentLimit.Bytes, limits.Bytes, utf8.Length, false);
            case ParserLimit.Tokens:
                var (tokens, isWhole) = TokenCount.Of(utf8);
                return new LimitBreach(DocumentLimit.Tokens, limits.Tokens, tokens, !isWhole);
            case ParserLimit.Depth:
                return new LimitBreach(DocumentLimit.Nesting, limits.Depth, limits.Depth + 1, true);
            default:
                return null;
        }
    }

    private string Subject() => Operation switch
    {
        null => "document has",
        "" => "operation has",
        _ => $"operation \"{Operation}\" has",
    };

    private string Things(long count) => Limit switch
    {
        DocumentLimit.Bytes => "bytes",
        DocumentLimit.Tokens => "tokens",
        DocumentLimit.Nesting => "levels of brackets",
        DocumentLimit.Depth => "levels of fields once its fragments are expanded",
        DocumentLimit.Aliases => count == 1 ? "alias" : "aliases",
        DocumentLimit.RootFields => count == 1 ? "root field" : "root fields",
        DocumentLimit.Directives => count == 1 ? "directive" : "directives",
        DocumentLimit.Fragments => count == 1 ? "fragment definition" : "fragment definitions",
        _ => "fields once its fragments are expanded",
    };
}
