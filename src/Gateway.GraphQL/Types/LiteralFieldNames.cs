using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Finds input fields that an object literal names more than once.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Input-Object-Field-Uniqueness</remarks>
internal static class LiteralFieldNames
{
    /// <summary>Every repeated name, with where it stood first, of this literal and those in it.</summary>
    public static IEnumerable<(NameSyntax First, NameSyntax Again)> Repeated(ValueSyntax value) => value switch
    {
        ListValueSyntax list => list.Items.SelectMany(Repeated),
        ObjectValueSyntax fields => RepeatedIn(fields),
        _ => [],
    };

    private static IEnumerable<(NameSyntax First, NameSyntax Again)> RepeatedIn(ObjectValueSyntax value)
    {
        Dictionary<string, NameSyntax> seen = [];
        foreach (var field in value.Fields)
        {
            if (!seen.TryAdd(field.Name.Value, field.Name))
            {
                yield return (seen[field.Name.Value], field.Name);
            }

            foreach (var repeated in Repeated(field.Value))
            {
                yield return repeated;
            }
        }
    }
}
