using System.Text.Json;
using Gateway.GraphQL.Types;
using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Querying;

/// <summary>Turns a filter argument into a test.</summary>
/// <remarks>
/// A condition is about the field, link or relation of its name. Conditions without any data behind them are met by everything;
/// the README lists them. A link that leads nowhere meets only <c>null: true</c>.
/// </remarks>
internal sealed class FilterCompiler(Snapshot snapshot, DateTimeOffset now)
{
    private readonly FilterValues _values = new(snapshot);

    /// <summary>A test for an entity, or for the absence of one.</summary>
    /// <exception cref="InvalidArgumentException">A date makes no sense.</exception>
    public Func<Entity?, bool> Compile(InputObjectType type, JsonElement filter, EntityShape shape)
    {
        var tests = new List<Func<Entity?, bool>>();
        foreach (var property in filter.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null))
        {
            if (property.Name is "and" or "or")
            {
                tests.Add(Tests.Join(property.Name == "or", property.Value, item => Compile(type, item, shape)));
            }
            else if (property.Name == "null")
            {
                bool wanted = property.Value.GetBoolean();
                tests.Add(entity => entity is null == wanted);
            }
            else if (Condition((InputObjectType)type.Field(property.Name)!.Type.Named, property, shape) is { } condition)
            {
                tests.Add(condition);
            }
        }

        return Tests.All(tests);
    }

    private Func<Entity?, bool>? Condition(InputObjectType type, JsonProperty property, EntityShape shape)
    {
        if (type.Name == "RelationExistsComparator")
        {
            return _values.Exists(shape, property.Name) is { } exists ? Leaf(type, property.Value, entity => exists(entity)) : null;
        }

        if (type.Name.EndsWith("Comparator", StringComparison.Ordinal))
        {
            return _values.Leaf(shape, property.Name) is { } value ? Leaf(type, property.Value, value) : null;
        }

        if (type.Name.EndsWith("CollectionFilter", StringComparison.Ordinal))
        {
            if (_values.Many(shape, property.Name) is not { } many)
            {
                return null;
            }

            var test = Collection(type, property.Value, many.Shape);
            return entity => entity is not null && test(many.Of(entity));
        }

        if (shape.Find(property.Name) is not { Role: FieldRole.Link or FieldRole.One } link)
        {
            return null;
        }

        var target = Compile(type, property.Value, snapshot.Schema.Shape(link.Target));
        return entity => entity is not null && target(snapshot.Follow(entity, link));
    }

    private Func<Entity?, bool> Leaf(InputObjectType type, JsonElement comparator, Func<Entity, object?> value)
    {
        var test = ComparatorCompiler.Compile(type, comparator, now);
        return entity => entity is not null && test(value(entity));
    }

    private Func<IReadOnlyList<Entity>, bool> Collection(InputObjectType type, JsonElement filter, EntityShape shape)
    {
        var tests = new List<Func<IReadOnlyList<Entity>, bool>>();
        var direct = new List<Func<Entity?, bool>>();
        foreach (var property in filter.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null))
        {
            var fieldType = type.Field(property.Name)!.Type.Named;
            switch (property.Name)
            {
                case "and" or "or":
                    tests.Add(Tests.Join(property.Name == "or", property.Value, item => Collection(type, item, shape)));
                    break;
                case "some":
                    var some = Compile((InputObjectType)fieldType, property.Value, shape);
                    tests.Add(items => items.Any(some));
                    break;
                case "every":
                    var every = Compile((InputObjectType)fieldType, property.Value, shape);
                    tests.Add(items => items.All(every));
                    break;
                case "length":
                    var length = ComparatorCompiler.Compile((InputObjectType)fieldType, property.Value, now);
                    tests.Add(items => length((double)items.Count));
                    break;
                case "null":
                    bool wanted = property.Value.GetBoolean();
                    tests.Add(items => items.Count == 0 == wanted);
                    break;
                default:
                    if (Condition((InputObjectType)fieldType, property, shape) is { } condition)
                    {
                        direct.Add(condition);
                    }

                    break;
            }
        }

        if (direct.Count > 0)
        {
            // Conditions beside some and every mean: one item meets them all.
            var all = Tests.All(direct);
            tests.Add(items => items.Any(all));
        }

        return Tests.All(tests);
    }
}
