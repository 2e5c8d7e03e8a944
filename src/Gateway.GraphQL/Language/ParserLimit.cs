namespace Gateway.GraphQL.Language;

/// <summary>Which of the <see cref="ParserLimits"/> a text passed.</summary>
public enum ParserLimit
{
    /// <summary>None: it is well formed, or it is not and that is all.</summary>
    None,
    Bytes,
    Tokens,
    Depth,
}
