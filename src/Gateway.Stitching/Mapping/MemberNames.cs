using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Mapping;

/// <summary>
/// What fields of the members of a union or interface are called in documents that go upstream: members may have fields of one name and
/// different types, which one answer cannot hold under one key.
/// </summary>
/// <remarks>Depends on the schema alone: wherever a selection of the abstract type is merged with another one, they agree.</remarks>
internal sealed class MemberNames
{
    private readonly Dictionary<FieldDefinition, string> _names = [];

    public MemberNames(Schema schema, NamedType type)
    {
        // Sets have no order of their own.
        var typeByName = new Dictionary<string, string>();
        foreach (var member in schema.PossibleTypes(type).OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            foreach (var field in member.Fields)
            {
                string fieldType = field.Type.ToString()!;
                if (typeByName.TryAdd(field.Name, fieldType) || typeByName[field.Name] == fieldType)
                {
                    continue;
                }

                _names.Add(field, $"{member.Name}_{field.Name}");
            }
        }
    }

    public string Of(FieldDefinition field) => _names.GetValueOrDefault(field, field.Name);
}
