using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>No default value of an input field contains itself by way of the defaults of fields that it leaves out.</summary>
/// <remarks>https://spec.graphql.org/September2025/#InputObjectDefaultValueHasCycle()</remarks>
internal sealed class DefaultCycles(SchemaDraft draft)
{
    private readonly Dictionary<InputObjectType, List<InputDefinition>> _defaulted = [];

    public void Check()
    {
        List<(InputDefinition Field, string Coordinate)> fields =
            [.. draft.Inputs.Where(input => !input.Coordinate.EndsWith(')') && HasObjectDefault(input.Input))];
        var cyclic = new Reachability<InputDefinition>(Implied).Cyclic(fields.Select(field => field.Field));
        foreach (var (field, coordinate) in fields.Where(field => cyclic.Contains(field.Field)))
        {
            draft.Faults.Add(
                $"Invalid circular reference. The default value of Input Object field {coordinate} references itself.", draft.Origins[field].Place);
        }
    }

    /// <summary>The fields whose defaults become part of this field's default.</summary>
    private HashSet<InputDefinition> Implied(InputDefinition field)
    {
        HashSet<InputDefinition> implied = [];
        Imply(field.DefaultValue!, (InputObjectType)field.Type.Named, implied);
        return implied;
    }

    private void Imply(ValueSyntax value, InputObjectType type, HashSet<InputDefinition> implied)
    {
        if (value is ListValueSyntax list)
        {
            foreach (var item in list.Items)
            {
                Imply(item, type, implied);
            }
        }
        else if (value is ObjectValueSyntax literal)
        {
            HashSet<string> given = [];
            foreach (var field in literal.Fields)
            {
                given.Add(field.Name.Value);
                if (type.Field(field.Name.Value)?.Type.Named is InputObjectType inner)
                {
                    Imply(field.Value, inner, implied);
                }
            }

            implied.UnionWith(Defaulted(type).Where(field => !given.Contains(field.Name)));
        }
    }

    private List<InputDefinition> Defaulted(InputObjectType type)
    {
        if (!_defaulted.TryGetValue(type, out var fields))
        {
            fields = [.. type.Fields.Where(HasObjectDefault)];
            _defaulted.Add(type, fields);
        }

        return fields;
    }

    private static bool HasObjectDefault(InputDefinition input) => input is { DefaultValue: not null, Type.Named: InputObjectType };
}
