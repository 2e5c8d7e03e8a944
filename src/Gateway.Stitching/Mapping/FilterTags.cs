using System.Collections.Frozen;
using System.Text.Json;
using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Mapping;

/// <summary>Finds out which types of entities decide what is in a list, from the filter it is asked for with.</summary>
/// <remarks>
/// A list of issues filtered by the name of their assignee changes when a user is renamed. The types are told from the
/// names of the filters that are in use: <c>UserFilter</c>, <c>NullableUserFilter</c> and <c>UserCollectionFilter</c> are about users.
/// Names of sorts do not tell it (<c>LabelSort</c>, <c>AssigneeSort</c>), so that a sorted list depends on all types.
/// </remarks>
internal sealed class FilterTags
{
    private readonly FrozenDictionary<string, string> _typeByFilter;
    private readonly string[] _entityTypes;

    public FilterTags(IEnumerable<string> entityTypes)
    {
        _entityTypes = [.. entityTypes];
        _typeByFilter = _entityTypes
            .SelectMany(type => new[] { $"{type}Filter", $"Nullable{type}Filter", $"{type}CollectionFilter" }, (type, filter) => (type, filter))
            .ToFrozenDictionary(pair => pair.filter, pair => pair.type);
    }

    /// <param name="definition">The list field.</param>
    /// <param name="arguments">Its arguments as canonical JSON.</param>
    /// <param name="tags">The tags found are added here.</param>
    public void Collect(FieldDefinition definition, ReadOnlyMemory<byte> arguments, ISet<string> tags)
    {
        if (arguments.Length <= 2)
        {
            return;
        }

        using var json = JsonDocument.Parse(arguments, new JsonDocumentOptions { MaxDepth = 1000 });
        foreach (var given in json.RootElement.EnumerateObject())
        {
            if (definition.Argument(given.Name)?.Type.Named is not InputObjectType input)
            {
                continue;
            }

            Visit(input, given.Value, tags);
            if (input.Name.EndsWith("SortInput", StringComparison.Ordinal) && given.Value.ValueKind != JsonValueKind.Null)
            {
                tags.UnionWith(_entityTypes);
            }
        }
    }

    private void Visit(InputObjectType type, JsonElement value, ISet<string> tags)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Visit(type, item, tags);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            if (_typeByFilter.TryGetValue(type.Name, out string? entityType))
            {
                tags.Add(entityType);
            }

            foreach (var property in value.EnumerateObject())
            {
                if (type.Field(property.Name)?.Type.Named is InputObjectType below)
                {
                    Visit(below, property.Value, tags);
                }
            }
        }
    }
}
