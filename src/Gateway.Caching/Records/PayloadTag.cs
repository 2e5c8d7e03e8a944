namespace Gateway.Caching.Records;

/// <summary>The first byte of a value in a payload. Stored: never renumbered.</summary>
internal enum PayloadTag : byte
{
    Null = 0,

    /// <summary>Length, raw JSON.</summary>
    Leaf = 1,

    /// <summary>Name of the type, length, id.</summary>
    Link = 2,

    /// <summary>Name of the type, the 16 bytes of an id that is a UUID in its usual form.</summary>
    UuidLink = 3,

    /// <summary>Count, values.</summary>
    List = 4,

    /// <summary>Name of the type, count, names of keys, values.</summary>
    Object = 5,
}
