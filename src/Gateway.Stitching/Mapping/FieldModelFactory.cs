using System.Collections.Immutable;
using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Mapping;

/// <summary>Works out how the value of each field is kept, what it depends on and how old it may be.</summary>
/// <param name="schema">The schema.</param>
/// <param name="types">The models of all its object types.</param>
/// <param name="ages">Reads the rules of age.</param>
internal sealed class FieldModelFactory(Schema schema, IReadOnlyDictionary<ObjectType, TypeModel> types, AgeRuleBuilder ages)
{
    private readonly Dictionary<NamedType, ImmutableArray<string>> _tagsBelow = [];

    public FieldModel Create(TypeModel declaring, FieldDefinition field)
    {
        var shape = ShapeOf(field.Type.Named);
        var target = TargetOf(field.Type.Named, shape);
        bool isList = field.Type.Nullable is ListTypeRef;
        bool hasRule = AgeRuleBuilder.HasRule(field.Directives);
        bool isKept = hasRule || !ReferenceEquals(declaring.Type, schema.Query) || LeadsToEntities(target);
        return new FieldModel(field)
        {
            Shape = shape,
            Target = target,
            IsList = isList,
            IsEdges = declaring.IsConnection && field.Name == "edges",
            IsPaged = shape == FieldShape.Connection || PageShape.IsPaged(field),
            Ages = isKept ? ages.Read(field.Directives, declaring.Ages, $"{declaring.Name}.{field.Name}") : default,
            FollowsState = !hasRule,
            Tags = TagsOf(target, shape, isList),
        };
    }

    private FieldShape ShapeOf(NamedType named) => named switch
    {
        ObjectType type when types[type].IsConnection => FieldShape.Connection,
        { IsComposite: true } => IsOfEntities(named) ? FieldShape.Entity : FieldShape.Embedded,
        _ => FieldShape.Leaf,
    };

    private static NamedType? TargetOf(NamedType named, FieldShape shape) => shape switch
    {
        FieldShape.Leaf => null,
        FieldShape.Connection => ((ObjectType)named).Field("nodes")!.Type.Named,
        _ => named,
    };

    private bool IsOfEntities(NamedType named) =>
        schema.PossibleTypes(named) is { Count: > 0 } possible && possible.All(type => types[type].IsEntity);

    // What a root field answers that leads to no entity may be anything: a count, a suggestion, a test that sends a message. No event
    // makes it old, and nobody but its author can tell how long it holds.
    private bool LeadsToEntities(NamedType? target) =>
        target is not null
        && (IsOfEntities(target) || (target as ObjectType)?.Field("nodes")?.Type.Named is { IsComposite: true } node && IsOfEntities(node));

    private ImmutableArray<string> TagsOf(NamedType? target, FieldShape shape, bool isList) =>
        target is null ? []
        : shape == FieldShape.Embedded ? [.. (isList ? Entities(target) : []).Union(TagsBelow(target))]
        : isList || shape == FieldShape.Connection ? [.. Entities(target)]
        : [];

    private IEnumerable<string> Entities(NamedType type) => schema.PossibleTypes(type).Where(type => types[type].IsEntity).Select(type => type.Name);

    /// <summary>The types of the entities in lists inside an embedded object: with them, it is old as a whole.</summary>
    private ImmutableArray<string> TagsBelow(NamedType type)
    {
        if (_tagsBelow.TryGetValue(type, out var known))
        {
            return known;
        }

        var found = new HashSet<string>();
        var visited = new HashSet<NamedType> { type };
        var open = new Queue<NamedType>([type]);
        while (open.TryDequeue(out var at))
        {
            foreach (var field in schema.PossibleTypes(at).Where(member => !types[member].IsEntity).SelectMany(member => member.Fields))
            {
                var shape = ShapeOf(field.Type.Named);
                if (shape != FieldShape.Leaf && (field.Type.Nullable is ListTypeRef || shape == FieldShape.Connection))
                {
                    found.UnionWith(Entities(TargetOf(field.Type.Named, shape)!));
                }

                if (shape == FieldShape.Embedded && visited.Add(field.Type.Named))
                {
                    open.Enqueue(field.Type.Named);
                }
            }
        }

        return _tagsBelow[type] = [.. found];
    }
}
