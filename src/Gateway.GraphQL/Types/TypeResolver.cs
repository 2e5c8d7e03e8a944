using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Finds the types that a definition names.</summary>
internal sealed class TypeResolver(SchemaDraft draft)
{
    // Finding what may have been meant compares a name with all others; whoever has more to mend can ask again.
    private const int MostHints = 50;

    private readonly Dictionary<string, (NamedType Type, string Message)> _unknown = [];

    /// <summary>The type meant; where there is none of that name, a stand-in, so that what else is wrong can be found.</summary>
    public TypeRef Resolve(TypeSyntax syntax, SourceText source) => syntax switch
    {
        NonNullTypeSyntax nonNull => new NonNullTypeRef(Resolve(nonNull.NullableType, source)),
        ListTypeSyntax list => new ListTypeRef(Resolve(list.ItemType, source)),
        _ => Find((NamedTypeSyntax)syntax, source).Reference,
    };

    /// <summary>As <see cref="Resolve"/>, of a bare name.</summary>
    public NamedType Find(NamedTypeSyntax syntax, SourceText source)
    {
        if (draft.Type(syntax.Name) is { } type)
        {
            return type;
        }

        if (!_unknown.TryGetValue(syntax.Name, out var unknown))
        {
            string hint = _unknown.Count < MostHints
                ? Suggestions.DidYouMean(Suggestions.Near(syntax.Name, draft.BuiltIns.Types.Keys.Concat(draft.Types.Keys)))
                : "";
            unknown = (new ScalarType(syntax.Name, null), $"Unknown type \"{syntax.Name}\".{hint}");
            _unknown.Add(syntax.Name, unknown);
        }

        draft.Faults.Add(unknown.Message, new Place(source, syntax));
        return unknown.Type;
    }

    /// <summary>Whether this is a stand-in for a type that does not exist: one fault is enough.</summary>
    public bool IsUnknown(NamedType type) => _unknown.TryGetValue(type.Name, out var unknown) && ReferenceEquals(unknown.Type, type);
}
