namespace Gateway.GraphQL.Language;

/// <summary>One lexical token and where it stands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">The byte offset of its first byte.</param>
/// <param name="End">The byte offset after its last byte.</param>
/// <param name="Text">The value of a string, escapes resolved and indentation removed; null for every other kind.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, string? Text);
