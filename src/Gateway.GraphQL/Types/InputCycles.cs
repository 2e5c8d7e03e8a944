namespace Gateway.GraphQL.Types;

/// <summary>No input object needs itself: a chain of non-null fields back to where it began could never be written down.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Input-Objects.Circular-References</remarks>
internal sealed class InputCycles(SchemaDraft draft)
{
    private const int LongestPath = 100;

    private readonly HashSet<InputObjectType> _visited = [];
    private readonly Dictionary<InputObjectType, int> _depths = [];
    private readonly List<InputDefinition> _path = [];
    private readonly Stack<(InputObjectType Type, int NextField)> _open = [];

    public void Check()
    {
        foreach (var type in draft.Types.Values)
        {
            if (type.Type is InputObjectType input)
            {
                Search(input);
            }
        }
    }

    // Not recursive: chains may be as long as there are types.
    private void Search(InputObjectType root)
    {
        Open(root);
        while (_open.TryPop(out var at))
        {
            if (at.NextField == at.Type.Fields.Length)
            {
                _depths.Remove(at.Type);
                if (_path.Count > 0)
                {
                    _path.RemoveAt(_path.Count - 1);
                }

                continue;
            }

            _open.Push((at.Type, at.NextField + 1));
            Follow(at.Type.Fields[at.NextField]);
        }
    }

    private void Follow(InputDefinition field)
    {
        if (field.Type is not NonNullTypeRef { Inner: NamedTypeRef { Type: InputObjectType next } })
        {
            return;
        }

        _path.Add(field);
        if (_depths.TryGetValue(next, out int depth))
        {
            Report(next, _path[depth..]);
        }
        else if (Open(next))
        {
            return;
        }

        _path.RemoveAt(_path.Count - 1);
    }

    private bool Open(InputObjectType type)
    {
        if (!_visited.Add(type))
        {
            return false;
        }

        _depths.Add(type, _path.Count);
        _open.Push((type, 0));
        return true;
    }

    private void Report(InputObjectType type, List<InputDefinition> cycle)
    {
        if (cycle.Count > LongestPath)
        {
            cycle = cycle[..LongestPath];
        }

        draft.Faults.Add(
            $"Cannot reference Input Object \"{type.Name}\" within itself through a series of non-null fields: "
            + $"\"{string.Join('.', cycle.Select(field => field.Name))}\".",
            [.. cycle.Select(field => draft.Origins[field].Place)]);
    }
}
