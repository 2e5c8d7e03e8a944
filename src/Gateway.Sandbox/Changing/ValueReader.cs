using System.Text;
using System.Text.Json;
using Gateway.GraphQL.Types;
using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Changing;

/// <summary>Checks the values of a command and brings them into the form in which they are stored.</summary>
internal sealed class ValueReader(Snapshot snapshot)
{
    private static readonly string[] Fixed = ["id", "createdAt", "updatedAt", "isMe"];

    /// <summary>The stored values by the name of their slot.</summary>
    /// <exception cref="CommandException">A name or value does not fit.</exception>
    public Dictionary<string, object?> Read(EntityShape shape, IReadOnlyDictionary<string, JsonElement> set)
    {
        var values = new Dictionary<string, object?>();
        foreach (var (name, json) in set)
        {
            var (slot, value) = Read(shape, name, json);
            values[slot] = value;
        }

        return values;
    }

    private (string Slot, object? Value) Read(EntityShape shape, string name, JsonElement json)
    {
        string field = $"{shape.Type.Name}.{name}";
        if (Fixed.Contains(name))
        {
            throw new CommandException($"{field} cannot be set.");
        }

        if (name.EndsWith("Id", StringComparison.Ordinal) && shape.Find(name[..^2]) is { Role: FieldRole.Link } link)
        {
            return (link.Name, Link(field, link, json));
        }

        var binding = shape.Find(name) ?? throw new CommandException($"{field} does not exist.");
        return binding.Role switch
        {
            FieldRole.Leaf => (name, LeafValue(field, shape, binding, json)),
            FieldRole.Embedded => (name, Embedded(field, binding, json)),
            FieldRole.Link => throw new CommandException($"{field} is a link: set {name}Id."),
            _ => throw new CommandException($"{field} follows from other data and cannot be set."),
        };
    }

    private string? Link(string field, FieldBinding link, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null when link.IsNullable => null,
        JsonValueKind.String when snapshot.Find(link.Target, json.GetString()!) is { } target => target.Id,
        _ => throw new CommandException($"{field} must be the id of a {link.Target}{(link.IsNullable ? " or null" : "")}."),
    };

    private object? LeafValue(string field, EntityShape shape, FieldBinding binding, JsonElement json)
    {
        var relation = shape.Bindings.Select(other => other.Relation).OfType<StoredRelation>().FirstOrDefault(stored => stored.Field == binding.Name);
        if (relation is not null)
        {
            return json.ValueKind == JsonValueKind.Array && json.EnumerateArray().All(item => IsId(item, relation.Type))
                ? json.EnumerateArray().Select(item => item.GetString()!).Distinct().ToArray()
                : throw new CommandException($"{field} must be a list of ids of {relation.Type}.");
        }

        return Value(field, binding.Definition!.Type, json);
    }

    private bool IsId(JsonElement json, string type) => json.ValueKind == JsonValueKind.String && snapshot.Find(type, json.GetString()!) is not null;

    private static object? Value(string field, TypeRef type, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return type is NonNullTypeRef ? throw new CommandException($"{field} must not be null.") : null;
        }

        if (type.Nullable is ListTypeRef list)
        {
            object?[] items = json.ValueKind == JsonValueKind.Array
                ? [.. json.EnumerateArray().Select(item => Value(field, list.Item, item))]
                : throw new CommandException($"{field} must be a list.");
            return items.Length > 0 && items[0] is double ? items.Cast<double>().ToArray() : items.Cast<string>().ToArray();
        }

        return One(type.Named, json) ?? throw new CommandException($"{field} must be of type {type.Named.Name}.");
    }

    private static object? One(NamedType type, JsonElement json) => (type, json.ValueKind) switch
    {
        (EnumType choice, JsonValueKind.String) => choice.Value(json.GetString()!)?.Name,
        (ScalarType { Kind: ScalarKind.Boolean }, JsonValueKind.True or JsonValueKind.False) => json.GetBoolean(),
        (ScalarType { Kind: ScalarKind.Float }, JsonValueKind.Number) => json.GetDouble(),
        (ScalarType { Kind: ScalarKind.Int }, JsonValueKind.Number) => json.TryGetInt32(out int number) ? (double)number : null,
        (ScalarType { Kind: ScalarKind.String or ScalarKind.Id }, JsonValueKind.String) => json.GetString(),
        (ScalarType { Name: "DateTime" }, JsonValueKind.String) => Instant.TryParse(json.GetString()!, out var time) ? Instant.Text(time) : null,
        (ScalarType { Name: "TimelessDate" }, JsonValueKind.String) => Instant.TryParse(json.GetString()!, out var day) ? Instant.Day(day) : null,
        (ScalarType { Name: "JSONObject" }, JsonValueKind.Object) => new RawJson(Encoding.UTF8.GetBytes(json.GetRawText())),
        (ScalarType { Name: "JSON" }, JsonValueKind.String) => json.GetString(),
        (ScalarType { Name: "JSON" }, _) => json.GetRawText(),
        _ => null,
    };

    private object? Embedded(string field, FieldBinding binding, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Null && binding.IsNullable)
        {
            return null;
        }

        if (snapshot.Schema.Find(binding.Target) is not { } shape)
        {
            throw new CommandException($"{field} cannot be set.");
        }

        if (binding.Definition!.Type.Nullable is not ListTypeRef)
        {
            return EmbeddedObject(field, shape, json);
        }

        return json.ValueKind == JsonValueKind.Array
            ? json.EnumerateArray().Select(item => EmbeddedObject(field, shape, item)).ToArray()
            : throw new CommandException($"{field} must be a list.");
    }

    private Entity EmbeddedObject(string field, EntityShape shape, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new CommandException($"{field} must hold objects.");
        }

        var values = Read(shape, json.EnumerateObject().ToDictionary(property => property.Name, property => property.Value));
        foreach (var missing in shape.Bindings.Where(binding => binding.Slot >= 0 && !binding.IsNullable && !values.ContainsKey(binding.Name)))
        {
            throw new CommandException($"{field} lacks {missing.Name}.");
        }

        return new Entity(shape, new object?[shape.Slots]).With(values);
    }
}
