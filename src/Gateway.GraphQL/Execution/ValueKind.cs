namespace Gateway.GraphQL.Execution;

/// <summary>What a source knows of a value.</summary>
public enum ValueKind : byte
{
    /// <summary>Not there yet: the source has booked it, and the walk will be repeated.</summary>
    Missing,
    Null,
    Leaf,
    Object,
    List,

    /// <summary>The field failed; the reference is a <see cref="FieldFault"/>.</summary>
    Error,
}
