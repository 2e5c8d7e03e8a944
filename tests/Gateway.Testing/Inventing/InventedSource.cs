using System.Text;
using System.Text.Json;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;

namespace Gateway.Testing.Inventing;

/// <summary>Answers any field of any schema with made-up data that holds together: an entity is the same however one comes to it.</summary>
/// <remarks>Types that implement <c>Node</c> or have <c>@key</c> are entities. One in five is archived, so that lists leave it out unless they are told not to.</remarks>
internal sealed class InventedSource(Schema schema, string seed) : IFieldSource
{
    private const int EntitiesOfType = 12;

    public static SourceValue Root(Schema schema) => SourceValue.Object(new InventedObject(schema.Query, ""));

    public static bool IsEntity(ObjectType type) =>
        type.Field("id") is not null
        && (type.Interfaces.Any(contract => contract.Name == "Node") || type.Directives.Any(directive => directive.Name.Value == "key"));

    /// <summary>The ids of all entities of a type, the archived ones too.</summary>
    public static string[] Ids(string seed, string type) =>
        [.. Enumerable.Range(0, EntitiesOfType).Select(number => new Dice(seed, type, $"{number}").Uuid())];

    public SourceValue Resolve(OperationRun run, in SourceValue parent, FieldPlan field)
    {
        var arguments = run.Arguments(field);
        return parent.Reference switch
        {
            InventedPage page when OfPage(page, (int)parent.Number, field.Definition) is { } part => part,
            InventedPage page => OfObject(page.Self, field.Definition, arguments),
            InventedObject owner when ReferenceEquals(owner.Type, schema.Query) && IsLookup(field.Definition) => Lookup(field.Definition, arguments),
            InventedObject owner => OfObject(owner, field.Definition, arguments),
            _ => SourceValue.Null,
        };
    }

    public int Count(in SourceValue list) => list.Reference switch
    {
        InventedPage page => page.Nodes.Length,
        InventedObject?[] items => items.Length,
        _ => 0,
    };

    public SourceValue Item(OperationRun run, in SourceValue list, int index) => list.Reference is InventedPage page
        ? new SourceValue(ValueKind.Object, page, index)
        : ((InventedObject?[])list.Reference!)[index] is { } item ? SourceValue.Object(item) : SourceValue.Null;

    public ObjectType? TypeOf(in SourceValue value, NamedType declared, out string? problem)
    {
        problem = null;
        return ((InventedObject)value.Reference!).Type;
    }

    public string? WriteLeaf(in SourceValue leaf, NamedType type, ResponseBuffer output)
    {
        output.Append(Encoding.UTF8.GetBytes((string)leaf.Reference!));
        return null;
    }

    // As Linear names them; what merely takes an id is none.
    private static bool IsLookup(FieldDefinition field) =>
        field.Argument("id") is not null && field.Type.Named is ObjectType type && IsEntity(type)
        && field.Name.Equals(type.Name, StringComparison.OrdinalIgnoreCase);

    private SourceValue Lookup(FieldDefinition field, ReadOnlyMemory<byte> arguments)
    {
        using var json = JsonDocument.Parse(arguments);
        var type = (ObjectType)field.Type.Named;
        string? id = json.RootElement.TryGetProperty("id", out var given) ? given.GetString() : null;
        return id is not null && Ids(seed, type.Name).Contains(id)
            ? SourceValue.Object(new InventedObject(type, id))
            : SourceValue.Error(new FieldFault($"Entity not found: {type.Name}")
            {
                Extensions = "{\"type\":\"invalid input\",\"code\":\"INPUT_ERROR\"}"u8.ToArray(),
            });
    }

    private static SourceValue? OfPage(InventedPage page, int index, FieldDefinition field) => field.Name switch
    {
        "nodes" => SourceValue.List(page.Nodes),
        "edges" => SourceValue.List(page),
        "pageInfo" => SourceValue.Object(page),
        "node" => SourceValue.Object(page.Nodes[index]),
        "cursor" => Leaf(page.Nodes[index].Identity),
        "hasNextPage" => SourceValue.Leaf(page.HasNext ? "true" : "false"),
        "hasPreviousPage" => SourceValue.Leaf(page.HasPrevious ? "true" : "false"),
        "startCursor" => page.Nodes is [var first, ..] ? Leaf(first.Identity) : SourceValue.Null,
        "endCursor" => page.Nodes is [.., var last] ? Leaf(last.Identity) : SourceValue.Null,
        _ => null,
    };

    private static SourceValue Leaf(string text) => SourceValue.Leaf(JsonSerializer.Serialize(text));

    private SourceValue OfObject(InventedObject owner, FieldDefinition field, ReadOnlyMemory<byte> arguments)
    {
        if (field.Name == "id" && IsEntity(owner.Type))
        {
            return Leaf(owner.Identity);
        }

        string way = $"{owner.Type.Name}/{owner.Identity}/{field.Name}{Encoding.UTF8.GetString(arguments.Span)}";
        var dice = new Dice(seed, way);
        if (field.Type.Named.IsLeaf)
        {
            string json = InventedLeaves.Of(field.Type, dice);
            return json == "null" ? SourceValue.Null : SourceValue.Leaf(json);
        }

        if (field.Type is not NonNullTypeRef && dice.Chance(15))
        {
            return SourceValue.Null;
        }

        if (field.Type.Nullable is ListTypeRef list)
        {
            return SourceValue.List(Items(list, way, dice));
        }

        return field.Type.Named is ObjectType page && page.Field("nodes") is { } nodes && page.Field("pageInfo") is not null
            ? SourceValue.Object(Page(owner, page, nodes.Type.Named, way, arguments))
            : SourceValue.Object(Make(field.Type.Named, way, dice));
    }

    private InventedObject?[] Items(ListTypeRef list, string way, Dice dice)
    {
        var items = new InventedObject?[dice.Below(4)];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = list.Item is not NonNullTypeRef && dice.Chance(10) ? null : Make(list.Named, $"{way}/{i}", new Dice(seed, way, $"{i}"));
        }

        return items;
    }

    private InventedObject Make(NamedType declared, string way, Dice dice)
    {
        var possible = schema.PossibleTypes(declared).OrderBy(type => type.Name, StringComparer.Ordinal).ToList();
        var type = possible[dice.Below(possible.Count)];
        return new InventedObject(type, IsEntity(type) ? Ids(seed, type.Name)[dice.Below(EntitiesOfType)] : way);
    }

    private InventedPage Page(InventedObject owner, ObjectType page, NamedType node, string way, ReadOnlyMemory<byte> arguments)
    {
        using var json = JsonDocument.Parse(arguments);
        var all = schema.PossibleTypes(node).OrderBy(type => type.Name, StringComparer.Ordinal)
            .SelectMany(type => IsEntity(type)
                ? Ids(seed, type.Name).Select(id => new InventedObject(type, id))
                : Enumerable.Range(0, 3).Select(number => new InventedObject(type, $"{way}/{type.Name}/{number}")));
        bool takesArchived = json.RootElement.TryGetProperty("includeArchived", out var included) && included.ValueKind == JsonValueKind.True;
        string filter = json.RootElement.TryGetProperty("filter", out var given) ? given.GetRawText() : "";
        var ids = IdsIn(given);
        var kept = all.Where(item =>
            (takesArchived || !new Dice(seed, item.Identity, "archived").Chance(20))
            && (ids?.Contains(item.Identity) ?? new Dice(seed, owner.Identity, page.Name, filter, item.Identity).Chance(60)));
        return InventedPage.Cut(new InventedObject(page, way), [.. kept], json.RootElement);
    }

    private static List<string?>? IdsIn(JsonElement filter) =>
        filter.ValueKind == JsonValueKind.Object && filter.TryGetProperty("id", out var id)
        && id.ValueKind == JsonValueKind.Object && id.TryGetProperty("in", out var ids) && ids.ValueKind == JsonValueKind.Array
            ? [.. ids.EnumerateArray().Select(one => one.GetString())]
            : null;
}
