namespace Gateway.GraphQL.Validation;

/// <summary>The variables that an operation uses, its own and those of all fragments it leads to.</summary>
/// <remarks>Serves one operation after the other: what it holds is of the operation that was asked for last.</remarks>
internal sealed class OperationUses
{
    private readonly List<DefinitionUses> _reached = [];

    /// <summary>Of the uses of a variable in fragments that ask for the same, only one. What holds of these holds of <see cref="All"/>.</summary>
    public List<VariableUse> Distinct { get; } = [];

    /// <summary>Every use, those of the operation itself first. There may be as many for each operation as the document is long.</summary>
    public IEnumerable<VariableUse> All => _reached.SelectMany(uses => uses.Variables);

    public void Clear()
    {
        _reached.Clear();
        Distinct.Clear();
    }

    /// <summary>Adds a definition to what was reached, its uses to <see cref="All"/> but not to <see cref="Distinct"/>.</summary>
    public void Reach(DefinitionUses definition) => _reached.Add(definition);
}
