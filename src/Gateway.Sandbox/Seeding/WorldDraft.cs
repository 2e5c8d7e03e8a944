using System.Collections.Immutable;
using System.Globalization;
using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Seeding;

/// <summary>A world in the making.</summary>
internal sealed class WorldDraft(WorldSchema schema, ulong seed)
{
    private readonly Dictionary<string, List<EntityDraft>> _drafts =
        schema.EntityShapes.ToDictionary(shape => shape.Type.Name, _ => new List<EntityDraft>());

    public WorldSchema Schema { get; } = schema;

    public IReadOnlyList<EntityDraft> All(string type) => _drafts[type];

    public EntityDraft Get(string type, int index) => _drafts[type][index];

    /// <summary>Any entity of the type.</summary>
    public string Pick(string type, Dice dice) => dice.Pick(_drafts[type]).Id;

    /// <summary>Any entity of the type, or null in the remaining percent.</summary>
    public string? Maybe(string type, Dice dice, int percent) => dice.Chance(percent) ? Pick(type, dice) : null;

    /// <summary>A new entity created at that time.</summary>
    public EntityDraft Add(string type, DateTimeOffset created)
    {
        var drafts = _drafts[type];
        var dice = Dice.Of(seed, string.Create(CultureInfo.InvariantCulture, $"{type}/{drafts.Count}"));
        var draft = new EntityDraft(Schema.Shape(type), drafts.Count, dice) { Created = created };
        draft["id"] = dice.Uuid();
        draft["createdAt"] = Instant.Text(created);
        draft["updatedAt"] = Instant.Text(dice.Chance(30) ? created : created + dice.Within(Instant.Epoch - created));
        drafts.Add(draft);
        return draft;
    }

    /// <summary>A new entity created some time in those days before the epoch.</summary>
    public EntityDraft Add(string type, int days)
    {
        var dice = Dice.Of(seed, string.Create(CultureInfo.InvariantCulture, $"{type}/{_drafts[type].Count}/age"));
        var created = Instant.Epoch - dice.Within(TimeSpan.FromDays(days));

        // A few share their minute with others, so that ties occur.
        return Add(type, dice.Chance(10) ? created.AddTicks(-(created.Ticks % TimeSpan.TicksPerHour)) : created);
    }

    public Snapshot Finish()
    {
        var filler = new Filler(Schema, type => _drafts[type].ConvertAll(draft => draft.Id));
        foreach (var draft in _drafts.Values.SelectMany(list => list))
        {
            filler.Fill(draft);
        }

        return new Snapshot(Schema, _drafts.ToImmutableDictionary(
            pair => pair.Key,
            pair => new EntityTable(Schema.Shape(pair.Key), pair.Value.Select(draft => draft.Finish()))));
    }
}
