using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Finds where operations begin: as a schema definition says, or else by the usual names.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Root-Operation-Types</remarks>
internal sealed class RootTypes(SchemaDraft draft, TypeResolver resolver)
{
    private readonly OrderedDictionary<OperationKind, (NamedType Type, Place Place)> _roots = [];

    /// <summary>Reads the definitions and reports what is wrong with them.</summary>
    public void Find()
    {
        var definition = draft.SchemaParts.FirstOrDefault(part => !part.Syntax.IsExtension);
        Dictionary<OperationKind, Place> seen = [];
        foreach (var (syntax, source) in draft.SchemaParts)
        {
            foreach (var root in syntax.RootTypes)
            {
                Name(root, source, seen);
            }
        }

        // Without a definition the usual names count, whatever an extension says.
        if (definition.Syntax is null)
        {
            foreach (var kind in Enum.GetValues<OperationKind>())
            {
                if (draft.Types.TryGetValue(kind.ToString(), out var type))
                {
                    _roots[kind] = (type.Type, new Place(type.Source, type.Definition));
                }
            }
        }

        if (!_roots.ContainsKey(OperationKind.Query))
        {
            draft.Faults.Add(
                "Query root type must be provided.", definition.Syntax is null ? [] : [new Place(definition.Source, definition.Syntax)]);
        }

        CheckKinds();
        CheckDistinct();
    }

    /// <summary>The root type of that kind; null if there is none or it is not an object.</summary>
    public ObjectType? Of(OperationKind kind) => _roots.GetValueOrDefault(kind).Type as ObjectType;

    private void Name(RootTypeSyntax root, SourceText source, Dictionary<OperationKind, Place> seen)
    {
        if (!seen.TryAdd(root.Kind, new Place(source, root)))
        {
            draft.Faults.Add($"There can be only one {Word(root.Kind)} type in schema.", seen[root.Kind], new Place(source, root));
        }

        _roots.TryAdd(root.Kind, (resolver.Find(root.Type, source), new Place(source, root.Type)));
    }

    private void CheckKinds()
    {
        foreach (var (kind, (type, place)) in _roots)
        {
            if (type is not ObjectType && !resolver.IsUnknown(type))
            {
                string condition = kind == OperationKind.Query ? "" : " if provided";
                draft.Faults.Add($"{kind} root type must be Object type{condition}, it cannot be {type.Name}.", place);
            }
        }
    }

    private void CheckDistinct()
    {
        var objects = _roots.Where(root => root.Value.Type is ObjectType).OrderBy(root => root.Key);
        foreach (var same in objects.GroupBy(root => root.Value.Type).Where(same => same.Skip(1).Any()))
        {
            string[] words = [.. same.Select(root => Word(root.Key))];
            string kinds = words.Length == 2 ? $"{words[0]} and {words[1]}" : $"{words[0]}, {words[1]}, and {words[2]}";
            draft.Faults.Add(
                $"All root types must be different, \"{same.Key.Name}\" type is used as {kinds} root types.",
                [.. same.Select(root => root.Value.Place)]);
        }
    }

    private static string Word(OperationKind kind) => kind switch
    {
        OperationKind.Query => "query",
        OperationKind.Mutation => "mutation",
        _ => "subscription",
    };
}
