namespace Gateway.GraphQL.Types;

/// <summary>In what respect a slice differs from the schema it was cut from.</summary>
public enum SchemaDifferenceKind
{
    TypeMissing,
    TypeKindChanged,
    RootMissing,
    FieldMissing,
    FieldTypeChanged,
    ArgumentMissing,
    ArgumentTypeChanged,

    /// <summary>The published schema wants an argument that the slice does not know.</summary>
    ArgumentRequired,
    EnumValueMissing,
    UnionMemberMissing,
    InterfaceMissing,
    InputFieldMissing,
    InputFieldTypeChanged,

    /// <summary>The published schema wants an input field that the slice does not know.</summary>
    InputFieldRequired,
    DefaultValueChanged,
    DeprecationChanged,
    OneOfChanged,

    /// <summary>Published, and by the rule of the slice part of it, but left out.</summary>
    NotOffered,
}
