namespace Gateway.GraphQL.Types;

/// <summary>Compares the fields of objects and interfaces.</summary>
internal sealed class FieldComparison(SchemaDifferences found)
{
    public void Compare(FieldsType type, FieldsType published)
    {
        foreach (var field in type.Fields)
        {
            string coordinate = $"{type.Name}.{field.Name}";
            if (published.Field(field.Name) is { } other)
            {
                Compare(coordinate, field, other);
            }
            else
            {
                found.AddMissing(SchemaDifferenceKind.FieldMissing, coordinate);
            }
        }
    }

    private void Compare(string coordinate, FieldDefinition field, FieldDefinition published)
    {
        found.CompareType(SchemaDifferenceKind.FieldTypeChanged, coordinate, field.Type, published.Type);
        found.CompareDeprecation(coordinate, field.DeprecationReason, published.DeprecationReason);
        foreach (var argument in field.Arguments)
        {
            string at = $"{coordinate}({argument.Name}:)";
            if (published.Argument(argument.Name) is { } other)
            {
                found.CompareType(SchemaDifferenceKind.ArgumentTypeChanged, at, argument.Type, other.Type);
                found.CompareDefault(at, argument, other);
                found.CompareDeprecation(at, argument.DeprecationReason, other.DeprecationReason);
            }
            else
            {
                found.AddMissing(SchemaDifferenceKind.ArgumentMissing, at);
            }
        }

        foreach (var other in published.Arguments.Where(other => other.IsRequired && field.Argument(other.Name) is null))
        {
            found.AddRequired(SchemaDifferenceKind.ArgumentRequired, $"{coordinate}({other.Name}:)", other.Type);
        }
    }
}
