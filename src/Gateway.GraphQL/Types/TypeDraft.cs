using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>A type on its way into a schema: its definition and what extends it, each with the text it stands in.</summary>
internal sealed class TypeDraft(TypeDefinitionSyntax definition, SourceText source)
{
    private const int MostPlaces = 100;

    public string Name => Definition.Name.Value;

    public TypeDefinitionSyntax Definition { get; } = definition;

    public SourceText Source { get; } = source;

    /// <summary>The definition first, then its extensions in order.</summary>
    public List<(TypeDefinitionSyntax Syntax, SourceText Source)> Parts { get; } = [(definition, source)];

    /// <summary>Set once the type is made.</summary>
    public NamedType Type { get; set; } = null!;

    /// <summary>Where the definition and each extension begins.</summary>
    public Place[] Places => [.. Parts.Select(part => new Place(part.Source, part.Syntax))];

    /// <summary>What every part says of one thing, such as its fields, with the text it says it in.</summary>
    public IEnumerable<(TNode Node, SourceText Source)> All<TPart, TNode>(Func<TPart, IEnumerable<TNode>> select)
        where TPart : TypeDefinitionSyntax =>
        Parts.SelectMany(part => select((TPart)part.Syntax).Select(node => (node, part.Source)));

    /// <summary>The places, not more than anyone reads, where a part names this interface after <c>implements</c>.</summary>
    public IEnumerable<Place> Implements(string name) =>
        All<FieldsTypeSyntax, NamedTypeSyntax>(part => part.Interfaces)
            .Where(named => named.Node.Name == name)
            .Take(MostPlaces)
            .Select(named => new Place(named.Source, named.Node));

    /// <summary>The places, not more than anyone reads, where a part names this type as a member of the union.</summary>
    public IEnumerable<Place> Includes(string name) =>
        All<UnionTypeSyntax, NamedTypeSyntax>(part => part.Members)
            .Where(named => named.Node.Name == name)
            .Take(MostPlaces)
            .Select(named => new Place(named.Source, named.Node));
}
