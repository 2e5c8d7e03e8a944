namespace Gateway.Stitching.Access;

/// <summary>What a caller may do. Names, in lower case, are those of the clients file, and public.</summary>
[Flags]
public enum Permissions
{
    None = 0,

    /// <summary>Queries.</summary>
    Read = 1,

    /// <summary>Mutations, and to select of what they return.</summary>
    Mutate = 2,

    /// <summary>Subscriptions.</summary>
    Subscribe = 4,

    /// <summary>To ask for the schema, where <see cref="Read"/> is given as well, and to be told what names may have been meant.</summary>
    Introspect = 8,

    /// <summary>What operators do. Never given to a caller who is not known.</summary>
    Admin = 16,
}
