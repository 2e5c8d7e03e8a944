using System.Collections.Frozen;
using Gateway.GraphQL.Types;

namespace Gateway.Sandbox.Data;

/// <summary>The shapes of all object types, worked out from the schema and the table of relations.</summary>
internal sealed class WorldSchema
{
    private readonly FrozenDictionary<string, EntityShape> _shapes;

    public WorldSchema(Schema schema)
    {
        Schema = schema;
        var types = schema.Types.OfType<ObjectType>()
            .Where(type => !type.IsBuiltIn && type != schema.Query && type != schema.Mutation && !IsPaging(type));
        _shapes = types.ToFrozenDictionary(type => type.Name, Bind);
    }

    public Schema Schema { get; }

    /// <summary>The types whose objects have an identity of their own.</summary>
    public IEnumerable<EntityShape> EntityShapes => _shapes.Values.Where(shape => IsEntity(shape.Type));

    public EntityShape Shape(string type) => _shapes[type];

    /// <summary>The shape of that type; null if it is no object type that the world stores.</summary>
    public EntityShape? Find(string type) => _shapes.GetValueOrDefault(type);

    public static bool IsEntity(NamedType type) => type is ObjectType { Interfaces: [{ Name: "Node" }, ..] };

    /// <summary>The type of a connection's nodes; null if the type is no connection.</summary>
    public static ObjectType? NodeOf(NamedType type) =>
        type is ObjectType connection && connection.Name.EndsWith("Connection", StringComparison.Ordinal)
            ? connection.Field("nodes")?.Type.Named as ObjectType
            : null;

    private static bool IsPaging(ObjectType type) =>
        NodeOf(type) is not null || type.Name == "PageInfo"
        || (type.Name.EndsWith("Edge", StringComparison.Ordinal) && type.Field("cursor") is not null);

    private EntityShape Bind(ObjectType type)
    {
        var bindings = new List<FieldBinding>();
        int slots = 0;
        foreach (var field in type.Fields)
        {
            var binding = Bind(type, field, slots, bindings);
            bindings.Add(binding);
            slots = Math.Max(slots, binding.Slot + 1);
        }

        for (int i = 0; i < bindings.Count; i++)
        {
            // issueId beside issue; the link may stand after its mirror.
            if (bindings[i] is { Role: FieldRole.Leaf, Name: var name } && name.EndsWith("Id", StringComparison.Ordinal)
                && bindings.Find(other => other.Name == name[..^2] && other.Role == FieldRole.Link) is { } link)
            {
                bindings[i] = bindings[i] with { Role = FieldRole.Mirror, Slot = -1, Mirrored = link };
            }
        }

        AddUnoffered(type, bindings, ref slots);
        return new EntityShape(type, bindings, slots);
    }

    private static FieldBinding Bind(ObjectType type, FieldDefinition field, int slot, List<FieldBinding> before)
    {
        var named = field.Type.Named;
        var node = NodeOf(named);
        var target = node ?? named;
        var relation = Relations.All.GetValueOrDefault($"{type.Name}.{field.Name}");
        if (relation is not null)
        {
            bool many = node is not null || field.Type.Nullable is ListTypeRef;
            return new FieldBinding(field.Name, many ? FieldRole.Many : FieldRole.One, -1)
            {
                Definition = field,
                Target = target.Name,
                Relation = relation,
                IsConnection = node is not null,
            };
        }

        var role = named.IsLeaf ? FieldRole.Leaf : IsEntity(named) ? FieldRole.Link : FieldRole.Embedded;
        return node is null
            ? new FieldBinding(field.Name, role, slot) { Definition = field, Target = named.IsLeaf ? "" : target.Name }
            : throw new InvalidOperationException($"Nothing says where {field} comes from ({before.Count} fields bound).");
    }

    /// <summary>Adds the id lists that relations need and the relations that only filters know.</summary>
    private static void AddUnoffered(ObjectType type, List<FieldBinding> bindings, ref int slots)
    {
        foreach (var (name, relation) in Relations.All.Where(pair => pair.Key.StartsWith(type.Name + ".", StringComparison.Ordinal)))
        {
            if (relation is StoredRelation stored && bindings.TrueForAll(binding => binding.Name != stored.Field))
            {
                bindings.Add(new FieldBinding(stored.Field, FieldRole.Leaf, slots++));
            }

            string field = name[(type.Name.Length + 1)..];
            if (bindings.TrueForAll(binding => binding.Name != field))
            {
                var role = field == "nextProjectMilestone" ? FieldRole.One : FieldRole.Many;
                bindings.Add(new FieldBinding(field, role, -1) { Target = TargetOf(relation), Relation = relation });
            }
        }
    }

    private static string TargetOf(Relation relation) => relation switch
    {
        ReverseRelation reverse => reverse.Type,
        StoredRelation stored => stored.Type,
        MatchingRelation matching => TargetOf(matching.Of),
        ThroughRelation => "User",
        WholeRelation whole => whole.Type,
        AncestorRelation ancestors => ancestors.Parent == "parent" ? "Team" : "Initiative",
        _ => "",
    };
}
