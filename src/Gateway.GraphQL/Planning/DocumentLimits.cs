using Gateway.GraphQL.Language;

namespace Gateway.GraphQL.Planning;

/// <summary>What a document may be.</summary>
/// <param name="Parser">Bytes, tokens and depth.</param>
/// <param name="Fields">Most fields of an operation once its fragments are expanded.</param>
public sealed record DocumentLimits(ParserLimits Parser, int Fields)
{
    /// <summary>For documents of callers: <see cref="ParserLimits.Request"/> and 20,000 fields.</summary>
    public static DocumentLimits Request { get; } = new(ParserLimits.Request, 20_000);
}
