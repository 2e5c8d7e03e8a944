using System.Collections.Frozen;
using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Access;

/// <summary>What the coordinates of a deny list name in one schema. Frozen.</summary>
internal sealed class DeniedParts
{
    private readonly FrozenDictionary<FieldDefinition, string> _fields;
    private readonly FrozenDictionary<InputDefinition, string> _inputs;
    private readonly FrozenSet<InputObjectType> _leading;

    /// <param name="fields">Fields of objects and interfaces, with the coordinate that denies each.</param>
    /// <param name="inputs">Arguments and input fields likewise.</param>
    /// <param name="leading">The types whose values may hold a denied input field, at any depth.</param>
    public DeniedParts(
        Dictionary<FieldDefinition, string> fields, Dictionary<InputDefinition, string> inputs, IEnumerable<InputObjectType> leading)
    {
        _fields = fields.ToFrozenDictionary();
        _inputs = inputs.ToFrozenDictionary();
        _leading = leading.ToFrozenSet();
    }

    /// <summary>The coordinate by which a field is denied; null if it is not.</summary>
    public string? Find(FieldDefinition field) => _fields.GetValueOrDefault(field);

    /// <summary>The coordinate by which an argument or input field is denied; null if it is not.</summary>
    public string? Find(InputDefinition input) => _inputs.GetValueOrDefault(input);

    /// <summary>Whether a value of the type may hold, however deep, what is denied.</summary>
    public bool MayHold(NamedType type) => type is InputObjectType input && _leading.Contains(input);
}
