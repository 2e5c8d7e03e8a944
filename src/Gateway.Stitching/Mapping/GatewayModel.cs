using System.Collections.Concurrent;
using System.Collections.Frozen;
using Gateway.GraphQL.Types;
using Gateway.Stitching.Costs;
using Gateway.Stitching.Drifting;
using Gateway.Stitching.Events;
using Gateway.Stitching.Feeding;
using Gateway.Stitching.Live;
using Gateway.Stitching.Mutations;
using Gateway.Stitching.Telemetry;

namespace Gateway.Stitching.Mapping;

/// <summary>The schema with all that its directives tell a caching gateway. Shared by all; other rules make another one.</summary>
public sealed class GatewayModel
{
    private readonly FrozenDictionary<ObjectType, TypeModel> _types;
    private readonly FrozenDictionary<FieldDefinition, FieldModel> _fields;
    private readonly ConcurrentDictionary<NamedType, MemberNames> _names = [];

    internal GatewayModel(
        Schema schema, Dictionary<ObjectType, TypeModel> types, Dictionary<FieldDefinition, FieldModel> fields, EventMap events,
        LiveMap live, FeedPlan feed, MutationMap mutations, CostModel costs)
    {
        Schema = schema;
        Events = events;
        Live = live;
        Feed = feed;
        Mutations = mutations;
        Costs = costs;
        _types = types.ToFrozenDictionary();
        _fields = fields.ToFrozenDictionary();
        Tags = new FilterTags(types.Values.Where(type => type.IsEntity).Select(type => type.Name));
    }

    public Schema Schema { get; }

    /// <summary>Which event touches what.</summary>
    public EventMap Events { get; }

    /// <summary>Which event is told to whom.</summary>
    public LiveMap Live { get; }

    /// <summary>What is listened to.</summary>
    public FeedPlan Feed { get; }

    /// <summary>How it is with that just now. Default: nobody listens. Set before the model is served.</summary>
    public FeedStanding Standing { get; internal set; } = new();

    /// <summary>Which mutation touches what.</summary>
    internal MutationMap Mutations { get; }

    /// <summary>What of the schema the upstream does not have any more: the only part of the model that changes.</summary>
    public Drift Drift { get; } = new();

    internal FilterTags Tags { get; }

    /// <summary>What operations cost.</summary>
    internal CostModel Costs { get; }

    internal TypeModel Of(ObjectType type) => _types[type];

    /// <summary>The model of a type by name; null if it is no object type of the schema.</summary>
    internal TypeModel? TypeNamed(string name) => Schema.Type(name) is ObjectType type ? _types.GetValueOrDefault(type) : null;

    internal FieldModel Of(FieldDefinition field) => _fields[field];

    /// <summary>Counts there where entities are found, beside what former models counted.</summary>
    internal void CountIn(LookupTallies tallies)
    {
        foreach (var type in _types.Values.Where(type => type.IsEntity))
        {
            type.Lookups = tallies.Of(type.Name);
        }
    }

    /// <summary>Whether every object of an abstract type is an entity and tells its id without being asked as what.</summary>
    internal bool HasIds(NamedType type) =>
        type is InterfaceType contract && contract.Field("id") is { Arguments.IsEmpty: true } && Schema.PossibleTypes(type).All(member => Of(member).IsEntity);

    /// <summary>What fields of the members of an abstract type are called upstream.</summary>
    internal MemberNames NamesIn(NamedType type) => _names.GetOrAdd(type, static (type, schema) => new MemberNames(schema, type), Schema);
}
