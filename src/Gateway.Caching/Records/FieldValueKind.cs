namespace Gateway.Caching.Records;

public enum FieldValueKind : byte
{
    /// <summary>No value: the default.</summary>
    None,
    Null,

    /// <summary>Raw JSON, copied as it is.</summary>
    Leaf,

    /// <summary>Another entity.</summary>
    Link,
    List,

    /// <summary>An object without an identity of its own.</summary>
    Object,

    /// <summary>The field failed. Such a value lives as long as the requests that asked, and is never stored.</summary>
    Error,
}
