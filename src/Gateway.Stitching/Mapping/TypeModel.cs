using System.Collections.Immutable;
using Gateway.GraphQL.Types;
using Gateway.Stitching.Telemetry;

namespace Gateway.Stitching.Mapping;

/// <summary>What the gateway knows of an object type beyond its definition.</summary>
internal sealed class TypeModel(ObjectType type)
{
    public ObjectType Type { get; } = type;

    public string Name => Type.Name;

    /// <summary>Whether its objects have an identity, so that each is one record.</summary>
    public bool IsEntity { get; init; }

    /// <summary>Whether it is the page of a connection: it has <c>nodes</c>, <c>edges</c> and <c>pageInfo</c>.</summary>
    public bool IsConnection { get; init; }

    /// <summary>How old values of its fields may be, where neither the field nor the state of the entity says otherwise.</summary>
    public AgeRule Ages { get; init; }

    /// <summary>What the state of an entity says of that; the first that holds counts.</summary>
    public ImmutableArray<StateRule> StateRules { get; init; } = [];

    /// <summary>When an entity changes by itself; null if it does not.</summary>
    public UntilRule? Until { get; init; }

    /// <summary>How old, at least, values may be while each change of an entity is told: milliseconds. 0 where nobody tells.</summary>
    public long LiveMaxAge { get; init; }

    /// <summary>Whether how old values may be depends on what an entity tells of itself, or on who tells of it.</summary>
    public bool HasOwnAges => !StateRules.IsEmpty || Until is not null || LiveMaxAge > 0;

    /// <summary>Reads one entity; null if there is no such root field.</summary>
    public Lookup? One { get; set; }

    /// <summary>Reads many at once; null if there is no such root field.</summary>
    public Lookup? Many { get; set; }

    /// <summary>Whether the upstream can be asked for an entity of this type by itself.</summary>
    public bool HasLookup => One is not null;

    public ImmutableArray<FieldModel> Fields { get; set; } = [];

    /// <summary>Where its entities were found. Set before the model is served.</summary>
    public LookupTally Lookups { get; set; } = new();

    /// <summary>Pages that queries lately missed.</summary>
    public FollowedPages FollowedPages { get; } = new();

    /// <summary>Those that every fetch asks for.</summary>
    public ImmutableArray<FieldModel> CheapFields { get; set; } = [];
}
