namespace Gateway.Sandbox.Data;

/// <summary>Where the value of a field comes from.</summary>
internal enum FieldRole
{
    /// <summary>A scalar, an enum value or a list of them, stored in the entity.</summary>
    Leaf,

    /// <summary>The id of a link beside it, as <c>issueId</c> is of <c>issue</c>.</summary>
    Mirror,

    /// <summary>An object or list of objects that exists only inside its entity.</summary>
    Embedded,

    /// <summary>Another entity whose id is stored.</summary>
    Link,

    /// <summary>The first of the entities found by a relation.</summary>
    One,

    /// <summary>The entities found by a relation, as a list or a connection.</summary>
    Many,
}
