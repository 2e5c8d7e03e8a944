using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Gateway.GraphQL.Types;

/// <remarks>https://spec.graphql.org/September2025/#sec-Enums</remarks>
public sealed class EnumType(string name, string? description) : NamedType(name, description)
{
    private FrozenDictionary<string, EnumValueDefinition> _byName = FrozenDictionary<string, EnumValueDefinition>.Empty;

    public ImmutableArray<EnumValueDefinition> Values
    {
        get;
        internal set
        {
            field = value;
            _byName = value.DistinctBy(definition => definition.Name).ToFrozenDictionary(definition => definition.Name);
        }
    } = [];

    /// <summary>The value of that name; null if there is none.</summary>
    public EnumValueDefinition? Value(string name) => _byName.GetValueOrDefault(name);
}
