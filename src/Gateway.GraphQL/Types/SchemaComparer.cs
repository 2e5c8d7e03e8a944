using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Holds a slice of a schema against the schema it was cut from.</summary>
/// <remarks>Directives and descriptions are not compared.</remarks>
public static class SchemaComparer
{
    /// <summary>
    /// Every difference, in the order of the slice; empty if all of the slice is published as it says. What only the published schema has is
    /// none.
    /// </summary>
    public static ImmutableArray<SchemaDifference> Compare(Schema slice, Schema published)
    {
        ArgumentNullException.ThrowIfNull(slice);
        ArgumentNullException.ThrowIfNull(published);
        var found = new SchemaDifferences();
        foreach (var kind in Enum.GetValues<OperationKind>())
        {
            if (slice.Root(kind) is { } root && published.Root(kind)?.Name != root.Name)
            {
                found.Add(SchemaDifferenceKind.RootMissing, root.Name, $"{root.Name} is not where a {kind} begins in the published schema.");
            }
        }

        foreach (var type in slice.Types.Where(type => !type.IsBuiltIn))
        {
            if (published.Type(type.Name) is { } other)
            {
                Compare(type, other, found);
            }
            else
            {
                found.Add(SchemaDifferenceKind.TypeMissing, type.Name, $"{type.Name} does not exist in the published schema.");
            }
        }

        return found.ToImmutable();
    }

    /// <summary>
    /// What is published and left out of the types of the slice although all types it needs are there: a field, an argument or input field
    /// that need not be given, an enum value or a member of a union. In the order of both schemas; every difference is
    /// <see cref="SchemaDifferenceKind.NotOffered"/>.
    /// </summary>
    /// <remarks>
    /// What is described as <c>[Internal]</c> may be left out, and so may fields of the roots, since these are chosen. Arguments and input
    /// fields that must be given are told by <see cref="Compare(Schema, Schema)"/>.
    /// </remarks>
    public static ImmutableArray<SchemaDifference> FindNotOffered(Schema slice, Schema published)
    {
        ArgumentNullException.ThrowIfNull(slice);
        ArgumentNullException.ThrowIfNull(published);
        var found = new SchemaDifferences();
        new SchemaComparerOmissions(slice, found).Find(published);
        return found.ToImmutable();
    }

    private static void Compare(NamedType type, NamedType other, SchemaDifferences found)
    {
        switch (type, other)
        {
            case (FieldsType fields, FieldsType otherFields) when type.GetType() == other.GetType():
                CompareInterfaces(fields, otherFields, found);
                new FieldComparison(found).Compare(fields, otherFields);
                break;
            case (UnionType union, UnionType otherUnion):
                CompareMembers(union, otherUnion, found);
                break;
            case (EnumType values, EnumType otherValues):
                CompareValues(values, otherValues, found);
                break;
            case (InputObjectType input, InputObjectType otherInput):
                new InputComparison(found).Compare(input, otherInput);
                break;
            case (ScalarType, ScalarType):
                break;
            default:
                found.Add(
                    SchemaDifferenceKind.TypeKindChanged, type.Name, $"{type.Name} is {KindOf(type)}, but {KindOf(other)} in the published schema.");
                break;
        }
    }

    private static void CompareInterfaces(FieldsType type, FieldsType other, SchemaDifferences found)
    {
        foreach (var contract in type.Interfaces.Where(contract => !other.Interfaces.Any(published => published.Name == contract.Name)))
        {
            found.Add(
                SchemaDifferenceKind.InterfaceMissing, type.Name, $"{type.Name} implements {contract.Name}, but not in the published schema.");
        }
    }

    private static void CompareMembers(UnionType type, UnionType other, SchemaDifferences found)
    {
        foreach (var member in type.Members.Where(member => !other.Members.Any(published => published.Name == member.Name)))
        {
            found.Add(SchemaDifferenceKind.UnionMemberMissing, type.Name, $"{type.Name} includes {member.Name}, but not in the published schema.");
        }
    }

    private static void CompareValues(EnumType type, EnumType other, SchemaDifferences found)
    {
        foreach (var value in type.Values)
        {
            string coordinate = $"{type.Name}.{value.Name}";
            if (other.Value(value.Name) is { } published)
            {
                found.CompareDeprecation(coordinate, value.DeprecationReason, published.DeprecationReason);
            }
            else
            {
                found.AddMissing(SchemaDifferenceKind.EnumValueMissing, coordinate);
            }
        }
    }

    private static string KindOf(NamedType type) => type switch
    {
        ScalarType => "a scalar",
        ObjectType => "an object",
        InterfaceType => "an interface",
        UnionType => "a union",
        EnumType => "an enum",
        _ => "an input object",
    };
}
