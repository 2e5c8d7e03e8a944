using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Gateway.GraphQL.Types;

/// <summary>A type with fields: an object or an interface.</summary>
public abstract class FieldsType : NamedType
{
    private FrozenDictionary<string, FieldDefinition> _byName = FrozenDictionary<string, FieldDefinition>.Empty;

    private protected FieldsType(string name, string? description)
        : base(name, description)
    {
    }

    /// <summary>In the order of the SDL, those of extensions last.</summary>
    public ImmutableArray<FieldDefinition> Fields
    {
        get;
        internal set
        {
            field = value;
            _byName = value.DistinctBy(definition => definition.Name).ToFrozenDictionary(definition => definition.Name);
        }
    } = [];

    /// <summary>Every interface named after <c>implements</c>, also inherited ones, since SDL must name those too.</summary>
    public ImmutableArray<InterfaceType> Interfaces { get; internal set; } = [];

    /// <summary>The field of that name; null if there is none. Introspection's meta fields are not fields of a type.</summary>
    public FieldDefinition? Field(string name) => _byName.GetValueOrDefault(name);
}
