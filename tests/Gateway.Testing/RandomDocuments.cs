using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.GraphQL.Types;

namespace Gateway.Testing;

/// <summary>Makes random valid queries over a schema like Linear's: aliases, fragments, variables, conditions, pages, ids that do not exist.</summary>
/// <param name="schema">The schema.</param>
/// <param name="seed">Equal seeds make equal documents.</param>
/// <param name="idsOf">Ids that exist, by type.</param>
public sealed class RandomDocuments(Schema schema, int seed, Func<string, IReadOnlyList<string>> idsOf)
{
    private readonly Random _random = new(seed);
    private readonly StringBuilder _fragments = new();
    private readonly StringBuilder _declarations = new();
    private readonly Dictionary<string, object?> _variables = [];
    private int _names;
    private int _budget;

    /// <summary>The next request.</summary>
    /// <returns>A document, and its variables as a JSON object.</returns>
    public (string Document, string Variables) Next()
    {
        _fragments.Clear();
        _declarations.Clear();
        _variables.Clear();
        _names = 0;
        _budget = 60;
        var body = new StringBuilder();
        int roots = 1 + _random.Next(3);
        for (int i = 0; i < roots; i++)
        {
            AppendField(body, Pick(schema.Query.Fields.Where(field => field.Name != "rateLimitStatus").ToList()), 4);
        }

        string head = _declarations.Length > 0 ? $"query Random({_declarations})" : _random.Next(2) == 0 ? "query Random" : "";
        return ($"{head} {{{body} }}{_fragments}", JsonSerializer.Serialize(_variables));
    }

    private void AppendSelection(StringBuilder text, NamedType type, int depth)
    {
        text.Append(" {");
        int before = text.Length;
        if (type is UnionType union)
        {
            text.Append(" __typename");
            foreach (var member in union.Members.Where(_ => _random.Next(3) > 0))
            {
                text.Append(" ... on ").Append(member.Name);
                AppendSelection(text, member, depth);
            }
        }
        else
        {
            AppendFields(text, (FieldsType)type, depth);
        }

        text.Append(text.Length == before ? " __typename }" : " }");
    }

    private void AppendFields(StringBuilder text, FieldsType type, int depth)
    {
        int count = 1 + _random.Next(5);
        for (int i = 0; i < count && _budget > 0; i++)
        {
            var candidates = type.Fields.Where(field => depth > 1 || field.Type.Named.IsLeaf).ToList();
            if (candidates.Count == 0)
            {
                return;
            }

            var field = Pick(candidates);
            switch (_random.Next(12))
            {
                case 0:
                    text.Append(" ... on ").Append(type.Name).Append(Condition()).Append(" {");
                    AppendField(text, field, depth);
                    text.Append(" }");
                    break;
                case 1:
                    AppendFragment(text, type, field, depth);
                    break;
                case 2:
                    text.Append(" __typename");
                    break;
                default:
                    AppendField(text, field, depth);
                    break;
            }
        }
    }

    private void AppendFragment(StringBuilder text, FieldsType type, FieldDefinition field, int depth)
    {
        string name = $"F{_names++}";
        text.Append(" ...").Append(name).Append(Condition());
        var fragment = new StringBuilder($" fragment {name} on {type.Name} {{");
        AppendField(fragment, field, depth);
        _fragments.Append(fragment).Append(" }");
    }

    private void AppendField(StringBuilder text, FieldDefinition field, int depth)
    {
        _budget--;
        bool needsAlias = !field.Arguments.IsEmpty || field.Type.Named.IsComposite || _random.Next(6) == 0;
        if (needsAlias)
        {
            text.Append(CultureInfo.InvariantCulture, $" r{_names++}:");
        }

        text.Append(' ').Append(field.Name);
        AppendArguments(text, field);
        text.Append(_random.Next(25) == 0 ? Condition() : "");
        if (!field.Type.Named.IsComposite)
        {
            return;
        }

        if (field.Type.Named.Name.EndsWith("Connection", StringComparison.Ordinal))
        {
            AppendPage(text, (ObjectType)field.Type.Named, depth);
        }
        else
        {
            AppendSelection(text, field.Type.Named, depth - 1);
        }
    }

    private void AppendPage(StringBuilder text, ObjectType page, int depth)
    {
        var node = page.Field("nodes")!.Type.Named;
        int kind = _random.Next(4);
        text.Append(" {");
        if (kind != 1)
        {
            text.Append(" nodes");
            AppendSelection(text, node, depth - 1);
        }

        if (kind is 1 or 2)
        {
            text.Append(_random.Next(2) == 0 ? " edges { cursor node" : " edges { node");
            AppendSelection(text, node, depth - 1);
            text.Append(" }");
        }

        text.Append(_random.Next(2) == 0 ? " pageInfo { hasNextPage endCursor startCursor hasPreviousPage } }" : " }");
    }

    private void AppendArguments(StringBuilder text, FieldDefinition field)
    {
        var given = new List<string>();
        foreach (var argument in field.Arguments)
        {
            object? value = ValueOf(field, argument);
            if (value is null)
            {
                continue;
            }

            bool isVariable = _random.Next(3) == 0;
            given.Add($"{argument.Name}: {(isVariable ? Variable(argument.Type, value) : Literal(value))}");
        }

        if (given.Count > 0)
        {
            text.Append('(').AppendJoin(", ", given).Append(')');
        }
    }

    private object? ValueOf(FieldDefinition field, InputDefinition argument) => argument.Name switch
    {
        "id" => Id(field.Type.Named.Name),
        "first" => 1 + _random.Next(6),
        "includeArchived" or "includeDisabled" when _random.Next(3) == 0 => _random.Next(2) == 0,
        "orderBy" when _random.Next(3) == 0 => new EnumLiteral(_random.Next(2) == 0 ? "updatedAt" : "createdAt"),
        "filter" when _random.Next(3) == 0 => Filter(argument.Type.Named.Name),
        "contentHash" => "abc",
        _ when argument.IsRequired => "x",
        _ => null,
    };

    private Dictionary<string, object?>? Filter(string name) => name switch
    {
        "IssueFilter" => _random.Next(3) switch
        {
            0 => Object("priority", Object("gte", _random.Next(4))),
            1 => Object("assignee", Object("name", Object("contains", "a"))),
            _ => Object("id", Object("in", new List<object> { Id("Issue"), Id("Issue"), Id("Issue") })),
        },
        "UserFilter" => Object("active", Object("eq", _random.Next(2) == 0)),
        "CommentFilter" => Object("issue", Object("priority", Object("gte", 2))),
        "AgentActivityFilter" => _random.Next(2) == 0
            ? Object("type", Object("in", new List<object> { "thought", "response" }))
            : Object("agentSessionId", Object("eq", Id("AgentSession"))),
        _ => null,
    };

    private string Id(string type)
    {
        var ids = idsOf(type);
        int kind = _random.Next(12);
        return kind == 0 || ids.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{_random.Next(1000):D12}")
            : ids[_random.Next(Math.Min(ids.Count, 40))];
    }

    private string Condition() => _random.Next(4) switch
    {
        0 => _random.Next(2) == 0 ? " @include(if: true)" : " @skip(if: true)",
        1 => $" @{(_random.Next(2) == 0 ? "include" : "skip")}(if: {Variable(new NonNullTypeRef(schema.Type("Boolean")!.Reference), _random.Next(2) == 0)})",
        _ => "",
    };

    private string Variable(TypeRef type, object value)
    {
        string name = $"v{_names++}";
        _declarations.Append(_declarations.Length == 0 ? "" : ", ").Append('$').Append(name).Append(": ").Append(type);
        _variables[name] = value is EnumLiteral literal ? literal.Name : value;
        return $"${name}";
    }

    private static string Literal(object? value) => value switch
    {
        EnumLiteral literal => literal.Name,
        Dictionary<string, object?> map => $"{{ {string.Join(", ", map.Select(pair => $"{pair.Key}: {Literal(pair.Value)}"))} }}",
        List<object> list => $"[{string.Join(", ", list.Select(Literal))}]",
        _ => JsonSerializer.Serialize(value),
    };

    private static Dictionary<string, object?> Object(string name, object? value) => new() { [name] = value };

    private T Pick<T>(List<T> items) => items[_random.Next(items.Count)];

    private sealed record EnumLiteral(string Name);
}
