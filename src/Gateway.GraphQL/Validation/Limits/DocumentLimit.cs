namespace Gateway.GraphQL.Validation.Limits;

/// <summary>What there may be only so much of in a document.</summary>
public enum DocumentLimit
{
    Bytes,

    /// <summary>Comments not counted.</summary>
    Tokens,

    /// <summary>Brackets within brackets, which protects the stack and is no one's choice.</summary>
    Nesting,

    /// <summary>Fields within fields of an operation, fragments expanded; a leaf of the root is one level.</summary>
    Depth,
    Aliases,

    /// <summary>Of an operation, fragments expanded.</summary>
    RootFields,
    Directives,

    /// <summary>Fragment definitions.</summary>
    Fragments,

    /// <summary>Of an operation, fragments expanded.</summary>
    Fields,
}
