namespace Gateway.Documents;

/// <summary>Which documents run.</summary>
public enum DocumentMode
{
    /// <summary>All that are valid.</summary>
    Any,

    /// <summary>Those of the folder, and nothing else.</summary>
    Trusted,
}
