using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation;

/// <summary>One document under validation, and what was found wrong with it so far.</summary>
/// <remarks>Lives for one validation and belongs to it alone.</remarks>
internal sealed class ValidationRun
{
    private const int MostErrors = 100;

    private readonly Dictionary<string, FragmentSyntax> _fragments = [];

    public ValidationRun(Schema schema, DocumentSyntax document)
    {
        Schema = schema;
        Document = document;
        foreach (var definition in document.Definitions)
        {
            if (definition is FragmentSyntax fragment)
            {
                _fragments[fragment.Name.Value] = fragment;
            }
        }
    }

    public Schema Schema { get; }

    public DocumentSyntax Document { get; }

    public FaultList Faults { get; } = new(MostErrors, "Too many validation errors, error limit reached. Validation aborted.");

    /// <summary>What each operation and fragment uses by itself. Complete once the document has been walked.</summary>
    public Dictionary<DefinitionSyntax, DefinitionUses> Uses { get; } = [];

    /// <summary>The fragments, of several that share a name the last one only.</summary>
    public IReadOnlyCollection<FragmentSyntax> Fragments => _fragments.Values;

    /// <summary>The fragment of that name, the last one if there are several; null if there is none.</summary>
    public FragmentSyntax? Fragment(string name) => _fragments.GetValueOrDefault(name);

    /// <summary>The type that a fragment applies to; null if it does not exist or has no fields to select.</summary>
    public NamedType? CompositeType(NamedTypeSyntax syntax) => Schema.Type(syntax.Name) is { IsComposite: true } type ? type : null;

    /// <summary>The type that a variable is declared with; null if it does not exist.</summary>
    public TypeRef? Resolve(TypeSyntax syntax) => syntax switch
    {
        NonNullTypeSyntax nonNull => Resolve(nonNull.NullableType) is { } inner ? new NonNullTypeRef(inner) : null,
        ListTypeSyntax list => Resolve(list.ItemType) is { } item ? new ListTypeRef(item) : null,
        _ => Schema.Type(((NamedTypeSyntax)syntax).Name)?.Reference,
    };

    public void Report(string message, params ReadOnlySpan<SyntaxPlace> places)
    {
        if (Faults.IsFull)
        {
            return;
        }

        var located = new Place[places.Length];
        for (int i = 0; i < places.Length; i++)
        {
            located[i] = new Place(Document.Source, places[i].Start);
        }

        Faults.Add(message, located);
    }
}
