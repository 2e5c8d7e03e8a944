using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Gateway.GraphQL.Types;

/// <remarks>https://spec.graphql.org/September2025/#sec-Input-Objects</remarks>
public sealed class InputObjectType(string name, string? description) : NamedType(name, description)
{
    private FrozenDictionary<string, InputDefinition> _byName = FrozenDictionary<string, InputDefinition>.Empty;

    public ImmutableArray<InputDefinition> Fields
    {
        get;
        internal set
        {
            field = value;
            SortedFields = value.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
            _byName = value.DistinctBy(definition => definition.Name).ToFrozenDictionary(definition => definition.Name);
        }
    } = [];

    /// <summary>The fields in the order of canonical JSON.</summary>
    internal ImmutableArray<InputDefinition> SortedFields { get; private set; } = [];

    /// <summary>Whether exactly one field must be given (<c>@oneOf</c>).</summary>
    public bool IsOneOf { get; internal set; }

    /// <summary>The field of that name; null if there is none.</summary>
    public InputDefinition? Field(string name) => _byName.GetValueOrDefault(name);
}
