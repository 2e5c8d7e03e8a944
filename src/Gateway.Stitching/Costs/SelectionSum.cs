using System.Collections.Immutable;
using Gateway.GraphQL.Values;

namespace Gateway.Stitching.Costs;

/// <summary>A selection whose cost depends on variables: what does not, and the fields that do.</summary>
internal sealed record SelectionSum(SelectionCost Constant, ImmutableArray<FieldTerm> Terms)
{
    public SelectionCost Of(VariableValues variables, ReadOnlySpan<SelectionCost> registers)
    {
        var sum = Constant;
        foreach (var term in Terms)
        {
            sum += term.Of(variables, registers);
        }

        return sum;
    }
}
