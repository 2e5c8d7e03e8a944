using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Sorts the definitions of several documents by what they define, and extensions to what they extend.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Type-System</remarks>
internal sealed class DefinitionReader(SchemaDraft draft)
{
    // Finding what may have been meant compares a name with all others; whoever has more to mend can ask again.
    private const int MostHints = 50;

    private readonly Dictionary<(string Name, Type Kind), TypeDraft> _refused = [];

    public void Read(ReadOnlySpan<DocumentSyntax> documents)
    {
        List<(TypeDefinitionSyntax Syntax, SourceText Source)> extensions = [];
        foreach (var document in documents)
        {
            foreach (var definition in document.Definitions)
            {
                Read(definition, document.Source, extensions);
            }
        }

        foreach (var (syntax, source) in extensions)
        {
            Extend(syntax, source);
        }
    }

    private void Read(DefinitionSyntax definition, SourceText source, List<(TypeDefinitionSyntax, SourceText)> extensions)
    {
        switch (definition)
        {
            case TypeDefinitionSyntax { IsExtension: true } extension:
                extensions.Add((extension, source));
                break;
            case TypeDefinitionSyntax type:
                Define(type, source);
                break;
            case DirectiveDefinitionSyntax directive:
                Define(directive, source);
                break;
            case SchemaSyntax schema:
                Define(schema, source);
                break;
            default:
                draft.Faults.Add("Executable definitions are not part of a schema.", new Place(source, definition));
                break;
        }
    }

    private void Define(TypeDefinitionSyntax type, SourceText source)
    {
        string name = type.Name.Value;
        if (IsReserved(name))
        {
            draft.Faults.Add(ReservedName(name), new Place(source, type));
        }

        if (draft.BuiltIns.Types.ContainsKey(name))
        {
            // To repeat a built-in scalar says nothing new. To make something else of it is a second type of that name.
            if (type is not ScalarTypeSyntax && !IsReserved(name))
            {
                draft.Faults.Add($"There can be only one type named \"{name}\".", new Place(source, type.Name));
            }

            Refuse(type, source);
        }
        else if (!draft.Types.TryAdd(name, new TypeDraft(type, source)))
        {
            var first = draft.Types[name];
            draft.Faults.Add(
                $"There can be only one type named \"{name}\".", new Place(first.Source, first.Definition.Name), new Place(source, type.Name));
            AddTo(first, type, source);
        }
    }

    /// <summary>Reads on as if the part belonged to the type, so that what is wrong inside of it, or beside the others, is found too.</summary>
    private void AddTo(TypeDraft type, TypeDefinitionSyntax part, SourceText source)
    {
        if (part.GetType() == type.Definition.GetType())
        {
            type.Parts.Add((part, source));
        }
        else
        {
            Refuse(part, source);
        }
    }

    private void Refuse(TypeDefinitionSyntax type, SourceText source)
    {
        var key = (type.Name.Value, type.GetType());
        if (_refused.TryGetValue(key, out var known))
        {
            known.Parts.Add((type, source));
        }
        else
        {
            _refused.Add(key, new TypeDraft(type, source));
            draft.Refused.Add(_refused[key]);
        }
    }

    private void Define(DirectiveDefinitionSyntax directive, SourceText source)
    {
        string name = directive.Name.Value;
        if (IsReserved(name))
        {
            draft.Faults.Add(ReservedName(name), new Place(source, directive));
        }

        if (!draft.DirectiveSyntax.TryAdd(name, (directive, source)))
        {
            var first = draft.DirectiveSyntax[name];
            draft.Faults.Add(
                $"There can be only one directive named \"@{name}\".",
                new Place(first.Source, first.Syntax.Name),
                new Place(source, directive.Name));
            draft.RefusedDirectives.Add((directive, source));
        }
    }

    private void Define(SchemaSyntax schema, SourceText source)
    {
        if (!schema.IsExtension && draft.SchemaParts.Any(part => !part.Syntax.IsExtension))
        {
            draft.Faults.Add("Must provide only one schema definition.", new Place(source, schema));
        }

        draft.SchemaParts.Add((schema, source));
    }

    private void Extend(TypeDefinitionSyntax extension, SourceText source)
    {
        string name = extension.Name.Value;
        if (!draft.Types.TryGetValue(name, out var type))
        {
            string hint = draft.Faults.Count < MostHints ? Suggestions.DidYouMean(Suggestions.Near(name, draft.Types.Keys)) : "";
            draft.Faults.Add($"Cannot extend type \"{name}\" because it is not defined.{hint}", new Place(source, extension.Name));
            Refuse(extension, source);
            return;
        }

        if (extension.GetType() != type.Definition.GetType())
        {
            draft.Faults.Add(
                $"Cannot extend non-{KindOf(extension)} type \"{name}\".",
                new Place(type.Source, type.Definition),
                new Place(source, extension));
        }

        AddTo(type, extension, source);
    }

    public static bool IsReserved(string name) => name.StartsWith("__", StringComparison.Ordinal);

    public static string ReservedName(string name) =>
        $"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.";

    private static string KindOf(TypeDefinitionSyntax extension) => extension switch
    {
        ScalarTypeSyntax => "scalar",
        ObjectTypeSyntax => "object",
        InterfaceTypeSyntax => "interface",
        UnionTypeSyntax => "union",
        EnumTypeSyntax => "enum",
        _ => "input object",
    };
}
