using System.Collections.Immutable;
using Gateway.Caching.Keys;
using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Mapping;

/// <summary>What the gateway knows of a field beyond its definition.</summary>
internal sealed class FieldModel(FieldDefinition definition)
{
    public FieldDefinition Definition { get; } = definition;

    /// <summary>The key of the field without arguments.</summary>
    public FieldKey Key { get; } = new(definition.Name);

    /// <summary>Whether it is the <c>id</c> of an object, which every link to it tells.</summary>
    public bool IsId { get; } = definition.Name == "id";

    public FieldShape Shape { get; init; }

    /// <summary>The composite type of the value, for a connection that of its nodes; null for a leaf.</summary>
    public NamedType? Target { get; init; }

    /// <summary>Whether the value is a list of lists or a plain list, so that it is never a single link.</summary>
    public bool IsList { get; init; }

    /// <summary>Whether it is the <c>edges</c> of a connection, which are read from the same values as its nodes.</summary>
    public bool IsEdges { get; init; }

    /// <summary>Whether its arguments say how many objects come: all connections, and lists with a length.</summary>
    public bool IsPaged { get; init; }

    /// <summary>Whether every fetch of the object asks for it.</summary>
    public bool IsCheap { get; set; }

    /// <summary>How old a value may be.</summary>
    public AgeRule Ages { get; init; }

    /// <summary>Whether it is the type that says so, so that the state of the entity may say otherwise.</summary>
    public bool FollowsState { get; init; }

    /// <summary>Whether values are kept; if not, each request asks the upstream.</summary>
    public bool IsKept => Ages.MaxAge > 0;

    /// <summary>Tags on which a value depends whatever its arguments are.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Which types' lookup this root field is, with the name of the argument that holds the key; null if it is none.</summary>
    public RootLookup? Lookup { get; set; }

    /// <summary>When a query last followed this link and found that the entity behind it was not known: milliseconds of Unix time.</summary>
    public long MissedAt { get; set; }

    /// <summary>The argument-less single link, object or leaf is asked for with nothing but its name.</summary>
    public bool IsSingle => !IsList && Shape != FieldShape.Connection;
}
