using System.Globalization;
using System.Text;
using Gateway.GraphQL.Types;

namespace Gateway.Testing.Inventing;

/// <summary>Makes random valid queries over any schema: aliases, fragments on members and interfaces, arguments of all kinds, pages.</summary>
/// <param name="schema">The schema.</param>
/// <param name="seed">Equal seeds make equal queries.</param>
/// <param name="idsOf">Ids that exist, by type.</param>
/// <param name="depth">Most levels of composite fields.</param>
public sealed class RandomQueries(Schema schema, int seed, Func<string, IReadOnlyList<string>> idsOf, int depth = 3)
{
    private readonly Random _random = new(seed);
    private int _names;
    private int _budget;

    /// <summary>The next document.</summary>
    public string Next()
    {
        _names = 0;
        _budget = 40;
        var text = new StringBuilder("{");
        int roots = 1 + _random.Next(3);
        for (int i = 0; i < roots; i++)
        {
            AppendField(text, schema.Query.Fields[_random.Next(schema.Query.Fields.Length)], depth);
        }

        return text.Append(" }").ToString();
    }

    private void AppendSelection(StringBuilder text, NamedType type, int levels)
    {
        text.Append(" {");
        int before = text.Length;
        if (type is FieldsType fields)
        {
            AppendFields(text, fields, levels);
        }

        if (type is not ObjectType)
        {
            AppendMembers(text, type, levels);
        }

        text.Append(text.Length == before || _random.Next(8) == 0 ? " __typename }" : " }");
    }

    private void AppendMembers(StringBuilder text, NamedType type, int levels)
    {
        text.Append(_random.Next(2) == 0 ? " __typename" : "");
        foreach (var member in schema.PossibleTypes(type).OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            if (_random.Next(3) > 0 && _budget > 0)
            {
                text.Append(" ... on ").Append(member.Name);
                AppendSelection(text, member, levels);
            }
        }
    }

    private void AppendFields(StringBuilder text, FieldsType type, int levels)
    {
        int count = 1 + _random.Next(5);
        var candidates = type.Fields.Where(field => levels > 1 || field.Type.Named.IsLeaf).ToList();
        for (int i = 0; i < count && _budget > 0 && candidates.Count > 0; i++)
        {
            AppendField(text, candidates[_random.Next(candidates.Count)], levels);
        }
    }

    private void AppendField(StringBuilder text, FieldDefinition field, int levels)
    {
        _budget--;
        text.Append(CultureInfo.InvariantCulture, $" r{_names++}: {field.Name}");
        AppendArguments(text, field);
        if (!field.Type.Named.IsLeaf)
        {
            AppendSelection(text, field.Type.Named, PassesThrough(field.Type.Named) ? levels : levels - 1);
        }
    }

    // A page and its edges are no level of their own.
    private static bool PassesThrough(NamedType type) =>
        type is ObjectType page && (page.Field("nodes") is not null || (page.Field("node") is not null && page.Field("cursor") is not null));

    private void AppendArguments(StringBuilder text, FieldDefinition field)
    {
        var given = field.Arguments
            .Where(argument => argument.IsRequired || argument.Name is "id" or "first" || _random.Next(4) == 0)
            .Select(argument => $"{argument.Name}: {ValueOf(argument, field.Type.Named.Name)}")
            .ToList();
        if (given.Count > 0)
        {
            text.Append('(').AppendJoin(", ", given).Append(')');
        }
    }

    private string ValueOf(InputDefinition input, string about) => input.Name switch
    {
        "id" when input.Type.Named.IsLeaf => Id(about),
        "first" or "last" => (1 + _random.Next(6)).ToString(CultureInfo.InvariantCulture),
        "after" or "before" when input.Type.Named.IsLeaf => Id(about.Replace("Connection", "", StringComparison.Ordinal)),
        _ => Value(input.Type, 2),
    };

    private string Id(string type)
    {
        var ids = idsOf(type);
        return $"\"{ids[_random.Next(ids.Count)]}\"";
    }

    private string Value(TypeRef type, int levels)
    {
        if (type.Nullable is ListTypeRef list)
        {
            return $"[{string.Join(", ", Enumerable.Range(0, _random.Next(3)).Select(_ => Value(list.Item, levels)))}]";
        }

        return type.Named switch
        {
            EnumType choice => choice.Values[_random.Next(choice.Values.Length)].Name,
            InputObjectType input => Object(input, levels),
            ScalarType { Kind: ScalarKind.Int } => _random.Next(10).ToString(CultureInfo.InvariantCulture),
            ScalarType { Kind: ScalarKind.Float } => $"{_random.Next(10)}.5",
            ScalarType { Kind: ScalarKind.Boolean } => _random.Next(2) == 0 ? "true" : "false",
            ScalarType { Name: "JSONObject" } => $"{{ a: [{_random.Next(3)}, \"x\"] }}",
            _ => $"\"text {_random.Next(5)}\"",
        };
    }

    private string Object(InputObjectType input, int levels)
    {
        var fields = input.Fields.Where(field => field.IsRequired).ToList();
        if (levels > 0 && !input.IsOneOf)
        {
            fields.AddRange(input.Fields.Where(field => !field.IsRequired && _random.Next(input.Fields.Length) < 2));
        }
        else if (input.IsOneOf)
        {
            fields.Add(input.Fields[_random.Next(input.Fields.Length)]);
        }

        return $"{{ {string.Join(", ", fields.Select(field => $"{field.Name}: {Value(field.Type, levels - 1)}"))} }}";
    }
}
