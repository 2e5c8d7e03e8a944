using Gateway.GraphQL.Language;
using Gateway.GraphQL.Validation.Limits;

namespace Gateway.GraphQL.Planning;

/// <summary>What a document may be.</summary>
/// <param name="Parser">Bytes, tokens and nesting.</param>
/// <param name="Fields">Most fields of a plan: of an operation, once its fragments are expanded and its conditions decided.</param>
public sealed record DocumentLimits(ParserLimits Parser, int Fields)
{
    /// <summary>For documents of callers: <see cref="ParserLimits.Request"/> and 20,000 fields, and no other limit.</summary>
    public static DocumentLimits Request { get; } = new(ParserLimits.Request, 20_000);

    /// <summary>What is counted before a document is validated. Default no limit.</summary>
    public SelectionLimits Selections { get; init; } = SelectionLimits.None;
}
