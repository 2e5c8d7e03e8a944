namespace Gateway.Stitching.Mapping;

/// <summary>How the value of a field is kept.</summary>
internal enum FieldShape
{
    /// <summary>A scalar or enum, or lists of them: raw JSON.</summary>
    Leaf,

    /// <summary>An entity, or lists of them: links. Also unions and interfaces all of whose members are entities.</summary>
    Entity,

    /// <summary>An object without identity, or lists of them; also unions and interfaces that may be one.</summary>
    Embedded,

    /// <summary>A page of a connection.</summary>
    Connection,
}
