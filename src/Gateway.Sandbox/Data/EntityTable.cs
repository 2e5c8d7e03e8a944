using System.Collections.Concurrent;

namespace Gateway.Sandbox.Data;

/// <summary>All entities of one type in one snapshot. Frozen; its orders and indexes are built when first asked for.</summary>
internal sealed class EntityTable
{
    private readonly Dictionary<string, Entity> _byId;
    private readonly Lazy<Entity[]> _newest;
    private readonly Lazy<Entity[]> _latest;
    private readonly ConcurrentDictionary<string, Dictionary<string, Entity[]>> _links = new();

    public EntityTable(EntityShape shape, IEnumerable<Entity> entities)
        : this(shape, entities.ToDictionary(entity => entity.Id))
    {
    }

    private EntityTable(EntityShape shape, Dictionary<string, Entity> byId)
    {
        Shape = shape;
        _byId = byId;
        _newest = new Lazy<Entity[]>(() => Ordered(EntityOrder.Created));
        _latest = new Lazy<Entity[]>(() => Ordered(EntityOrder.Updated));
    }

    public EntityShape Shape { get; }

    /// <summary>All, newest first.</summary>
    public Entity[] Newest => _newest.Value;

    /// <summary>All, the last changed first.</summary>
    public Entity[] Latest => _latest.Value;

    /// <summary>The entity of that id; null if there is none.</summary>
    public Entity? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The entities whose link or id list names that value, newest first.</summary>
    public IReadOnlyList<Entity> LinkingTo(string field, string key) =>
        _links.GetOrAdd(field, Index).TryGetValue(key, out var found) ? found : [];

    /// <summary>This table with one entity put in or replaced, or, given null, taken out.</summary>
    public EntityTable With(string id, Entity? entity)
    {
        var copy = new Dictionary<string, Entity>(_byId);
        if (entity is null)
        {
            copy.Remove(id);
        }
        else
        {
            copy[id] = entity;
        }

        return new EntityTable(Shape, copy);
    }

    private Entity[] Ordered(EntityOrder order)
    {
        Entity[] all = [.. _byId.Values];
        Array.Sort(all, order);
        return all;
    }

    private Dictionary<string, Entity[]> Index(string field)
    {
        int slot = Shape.Slot(field);
        var lists = new Dictionary<string, List<Entity>>();
        foreach (var entity in Newest)
        {
            if (entity[slot] is string single)
            {
                Put(lists, single, entity);
            }
            else if (entity[slot] is string[] many)
            {
                foreach (string key in many.Distinct())
                {
                    Put(lists, key, entity);
                }
            }
        }

        return lists.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
    }

    private static void Put(Dictionary<string, List<Entity>> lists, string key, Entity entity)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        list.Add(entity);
    }
}
