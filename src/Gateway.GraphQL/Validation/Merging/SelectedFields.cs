using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation.Merging;

/// <summary>What one selection set selects by itself: its fields, those of inline fragments in it, and the names of what it spreads.</summary>
/// <param name="id">Different for each selection set of a document.</param>
internal sealed class SelectedFields(int id)
{
    public int Id { get; } = id;

    /// <summary>By response name, in the order of the document.</summary>
    public OrderedDictionary<string, List<SelectedField>> ByName { get; } = [];

    /// <summary>Each fragment once, in the order of the document.</summary>
    public List<FragmentSyntax> Fragments { get; } = [];
}
