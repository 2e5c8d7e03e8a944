using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Finds what a slice leaves out although it has all the types that are needed.</summary>
internal sealed class SchemaComparerOmissions(Schema slice, SchemaDifferences found)
{
    // Written in either case by the upstream.
    private const string InternalMark = "[Internal]";

    private readonly HashSet<string> _roots = [.. Enum.GetValues<OperationKind>().Select(kind => slice.Root(kind)?.Name).OfType<string>()];

    public void Find(Schema published)
    {
        foreach (var type in slice.Types.Where(type => !type.IsBuiltIn))
        {
            switch (type, published.Type(type.Name))
            {
                case (FieldsType fields, FieldsType other):
                    FindFields(fields, other);
                    break;
                case (InputObjectType input, InputObjectType other):
                    Add(
                        other.Fields.Where(field => input.Field(field.Name) is null && IsExpected(field))
                            .Select(field => $"{type.Name}.{field.Name}"));
                    break;
                case (EnumType values, EnumType other):
                    Add(
                        other.Values.Where(value => values.Value(value.Name) is null && !IsInternal(value.Description))
                            .Select(value => $"{type.Name}.{value.Name}"));
                    break;
                case (UnionType union, UnionType other):
                    FindMembers(union, other);
                    break;
            }
        }
    }

    private void FindFields(FieldsType type, FieldsType published)
    {
        foreach (var other in published.Fields)
        {
            if (type.Field(other.Name) is { } field)
            {
                Add(
                    other.Arguments.Where(argument => field.Argument(argument.Name) is null && IsExpected(argument))
                        .Select(argument => $"{type.Name}.{other.Name}({argument.Name}:)"));
            }
            else if (!_roots.Contains(type.Name) && IsExpected(other))
            {
                Add([$"{type.Name}.{other.Name}"]);
            }
        }
    }

    private void FindMembers(UnionType type, UnionType published)
    {
        foreach (var member in published.Members.Where(member => Has(member) && !type.Members.Any(known => known.Name == member.Name)))
        {
            found.Add(SchemaDifferenceKind.NotOffered, type.Name, $"{type.Name} includes {member.Name} in the published schema, but not here.");
        }
    }

    private bool IsExpected(FieldDefinition field) =>
        !IsInternal(field.Description)
        && Has(field.Type.Named)
        && field.Arguments.All(argument => !argument.IsRequired || Has(argument.Type.Named));

    private bool IsExpected(InputDefinition input) => !input.IsRequired && !IsInternal(input.Description) && Has(input.Type.Named);

    private bool Has(NamedType type) => slice.Type(type.Name) is not null;

    private static bool IsInternal(string? description) =>
        description is not null && description.AsSpan().TrimStart().StartsWith(InternalMark, StringComparison.OrdinalIgnoreCase);

    private void Add(IEnumerable<string> coordinates)
    {
        foreach (string coordinate in coordinates)
        {
            found.Add(SchemaDifferenceKind.NotOffered, coordinate, $"{coordinate} is published, but not offered here.");
        }
    }
}
