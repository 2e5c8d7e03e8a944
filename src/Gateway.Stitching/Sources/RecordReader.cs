using System.Text.Json;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Planning;
using Gateway.Stitching.Budgeting;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Telemetry;

namespace Gateway.Stitching.Sources;

/// <summary>What all runs of an engine share when they read records: the model, the store, and how fields of plans become keys.</summary>
internal sealed class RecordReader(GatewayModel model, IRecordStore store)
{
    private volatile ReadingWorld? _world;

    public GatewayModel Model { get; } = model;

    public IRecordStore Store { get; } = store;

    /// <summary>Tells when the upstream's quota is short.</summary>
    public BudgetGauge Budget { get; set; } = BudgetGauge.None;

    /// <summary>What else than records answers depend on just now. The same object for as long as it does not change.</summary>
    public ReadingWorld World
    {
        get
        {
            var (known, vanished, feed) = (_world, Model.Drift.Vanished, Model.Standing.Current);
            return known is not null && known.Vanished == vanished && known.Feed == feed ? known : _world = new ReadingWorld(vanished, feed);
        }
    }

    /// <summary>What is measured.</summary>
    public EngineMetrics Metrics { get; set; } = EngineMetrics.None;

    /// <summary>Works out a field with those arguments.</summary>
    public FieldStep CreateStep(FieldPlan plan, ReadOnlyMemory<byte> arguments)
    {
        var field = Model.Of(plan.Definition);
        var lookup = LookupOf(field, arguments);

        // That nothing goes by a name holds until something of the type is made or renamed, and its event does not tell the name.
        return new FieldStep(this, field, arguments, lookup is { } key ? [Store.Tag(key.Type)] : TagsOf(field, arguments), lookup);
    }

    /// <summary>The root field of a subscription, which leads to what an event is about.</summary>
    public FieldStep CreateStep(FieldPlan plan, EntityKey told) =>
        new(this, Model.Of(plan.Definition), ReadOnlyMemory<byte>.Empty, [Store.Tag(told.Type)], told);

    /// <summary>The step of a field whose arguments are constant, worked out once for its plan.</summary>
    public FieldStep ConstantStep(FieldPlan plan)
    {
        if (plan.Prepared is FieldStep known && ReferenceEquals(known.Owner, this))
        {
            return known;
        }

        var step = CreateStep(plan, plan.Arguments.Constant);
        plan.Prepared = step;
        return step;
    }

    /// <summary>What the value of a field depends on besides its entity.</summary>
    public CacheTag[] TagsOf(FieldModel field, ReadOnlyMemory<byte> arguments)
    {
        if (field.Tags.IsEmpty)
        {
            return [];
        }

        var names = new HashSet<string>(field.Tags);
        Model.Tags.Collect(field.Definition, arguments, names);
        return [.. names.Select(Store.Tag)];
    }

    private static EntityKey? LookupOf(FieldModel field, ReadOnlyMemory<byte> arguments)
    {
        if (field.Lookup is not { } lookup)
        {
            return null;
        }

        var json = new Utf8JsonReader(arguments.Span);
        json.Read();
        string? id = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isKey = json.ValueTextEquals(lookup.KeyArgument);
            json.Read();
            if (json.TokenType == JsonTokenType.Null)
            {
                continue;
            }

            if (!isKey)
            {
                return null;
            }

            id = json.TokenType == JsonTokenType.String ? json.GetString() : null;
            json.Skip();
        }

        return string.IsNullOrEmpty(id) ? null : new EntityKey(lookup.Type.Name, id);
    }
}
