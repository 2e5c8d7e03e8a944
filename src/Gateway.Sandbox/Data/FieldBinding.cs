using Gateway.GraphQL.Types;

namespace Gateway.Sandbox.Data;

/// <summary>How one field of a type is answered.</summary>
/// <param name="Name">The field's name, or that of a value which is stored but not offered.</param>
/// <param name="Role">Where the value comes from.</param>
/// <param name="Slot">The place among the values of an entity; -1 for a role that stores nothing.</param>
internal sealed record FieldBinding(string Name, FieldRole Role, int Slot)
{
    /// <summary>Null for a value that is stored but not offered.</summary>
    public FieldDefinition? Definition { get; init; }

    /// <summary>The type of the objects found; empty for leaves.</summary>
    public string Target { get; init; } = "";

    /// <summary>Set for <see cref="FieldRole.One"/> and <see cref="FieldRole.Many"/>.</summary>
    public Relation? Relation { get; init; }

    /// <summary>For a mirror, the link it repeats.</summary>
    public FieldBinding? Mirrored { get; init; }

    public bool IsConnection { get; init; }

    public bool IsNullable => Definition?.Type is not NonNullTypeRef;
}
