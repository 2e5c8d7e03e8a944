namespace Gateway.GraphQL.Types;

/// <summary>Compares input objects.</summary>
internal sealed class InputComparison(SchemaDifferences found)
{
    public void Compare(InputObjectType type, InputObjectType published)
    {
        if (type.IsOneOf != published.IsOneOf)
        {
            string rule = type.IsOneOf ? "takes exactly one field, but not" : "takes any of its fields, but exactly one";
            found.Add(SchemaDifferenceKind.OneOfChanged, type.Name, $"{type.Name} {rule} in the published schema.");
        }

        foreach (var field in type.Fields)
        {
            string coordinate = $"{type.Name}.{field.Name}";
            if (published.Field(field.Name) is { } other)
            {
                found.CompareType(SchemaDifferenceKind.InputFieldTypeChanged, coordinate, field.Type, other.Type);
                found.CompareDefault(coordinate, field, other);
                found.CompareDeprecation(coordinate, field.DeprecationReason, other.DeprecationReason);
            }
            else
            {
                found.AddMissing(SchemaDifferenceKind.InputFieldMissing, coordinate);
            }
        }

        foreach (var other in published.Fields.Where(other => other.IsRequired && type.Field(other.Name) is null))
        {
            found.AddRequired(SchemaDifferenceKind.InputFieldRequired, $"{type.Name}.{other.Name}", other.Type);
        }
    }
}
