using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Which types a schema has, and in which order: those that were defined, each followed by what it names of the built-in ones.</summary>
/// <remarks>
/// A scalar that nothing names is no part of the schema: https://spec.graphql.org/September2025/#sec-Scalars.Built-in-Scalars. The order is
/// that of the reference implementation, so that introspection and printed schemas can be compared as texts.
/// </remarks>
internal sealed class TypeOrder(SchemaDraft draft)
{
    private readonly OrderedDictionary<string, NamedType> _found = [];

    public OrderedDictionary<string, NamedType> Find()
    {
        foreach (var type in draft.Types.Values)
        {
            _found.Add(type.Name, type.Type);
            AddNamedBy(type.Type);
        }

        foreach (var again in draft.Refused.Where(type => type.Definition is ScalarTypeSyntax))
        {
            Add(draft.BuiltIns.Types[again.Name]);
        }

        foreach (var argument in draft.Directives.Values.SelectMany(directive => directive.Arguments))
        {
            Add(argument.Type.Named);
        }

        Add(draft.BuiltIns.Types["__Schema"]);
        return _found;
    }

    // What was defined has its own turn, so this goes no deeper than the types of introspection.
    private void Add(NamedType type)
    {
        if (!draft.Types.ContainsKey(type.Name) && _found.TryAdd(type.Name, type))
        {
            AddNamedBy(type);
        }
    }

    private void AddNamedBy(NamedType type)
    {
        switch (type)
        {
            case FieldsType fields:
                foreach (var field in fields.Fields)
                {
                    Add(field.Type.Named);
                    AddTypes(field.Arguments);
                }

                break;
            case InputObjectType input:
                AddTypes(input.Fields);
                break;
            case UnionType union:
                foreach (var member in union.Members)
                {
                    Add(member);
                }

                break;
        }
    }

    private void AddTypes(IEnumerable<InputDefinition> inputs)
    {
        foreach (var input in inputs)
        {
            Add(input.Type.Named);
        }
    }
}
