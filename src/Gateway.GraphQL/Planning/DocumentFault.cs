namespace Gateway.GraphQL.Planning;

/// <summary>At which stage a document was refused.</summary>
public enum DocumentFault
{
    /// <summary>At none: it is valid.</summary>
    None,

    /// <summary>It does not parse.</summary>
    Syntax,

    /// <summary>It passes a limit.</summary>
    Limit,

    /// <summary>The schema cannot answer it.</summary>
    Validation,
}
