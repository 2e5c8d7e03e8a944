using System.Collections.Immutable;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Values;

namespace Gateway.Stitching.Costs;

/// <summary>What one field of one selection adds to the selection's cost.</summary>
internal sealed class FieldTerm
{
    public required FieldPlan Field { get; init; }

    /// <summary>Points for resolving it once, its arguments aside.</summary>
    public required double Weight { get; init; }

    /// <summary>Weighs its arguments; null if they weigh nothing.</summary>
    public required ArgumentWeights? Arguments { get; init; }

    /// <summary>How many values it has for each object, where it is a list itself.</summary>
    public required ListLength Values { get; init; }

    /// <summary>How long the lists below it are that it decides on.</summary>
    public required ListLength Below { get; init; }

    /// <summary>Whether its own number of values is decided by the field above.</summary>
    public required bool IsSized { get; init; }

    /// <summary>For each type that a value may have, its weight and what is selected of it.</summary>
    public required ImmutableArray<(double Weight, Operand Selection)> Types { get; init; }

    public bool IsConstant =>
        (Arguments is null || Field.Arguments.Slot < 0) && Values.IsConstant && Below.IsConstant && Types.All(type => type.Selection.IsConstant);

    /// <param name="variables">The request's.</param>
    /// <param name="registers">The selections that were worked out before.</param>
    public SelectionCost Of(VariableValues variables, ReadOnlySpan<SelectionCost> registers)
    {
        double below = Below.Of(variables);
        var value = default(Cost);
        foreach (var (weight, operand) in Types)
        {
            var selection = operand.In(registers);
            value = Cost.Max(value, new Cost(weight, 0) + selection.Once + (selection.PerItem * below));
        }

        // Arguments may weigh less than nothing, such as one that narrows a search; all together they do not.
        var own = new Cost(0, Math.Max(0, Weight + WeightOfArguments(variables)));
        value *= Values.Of(variables);
        return IsSized ? new SelectionCost(own, value) : new SelectionCost(own + value, default);
    }

    private double WeightOfArguments(VariableValues variables) =>
        Arguments is null ? 0
        : Field.Arguments.Slot < 0 ? Arguments.Of(Field.Definition, Field.Arguments.Constant.Span)
        : Arguments.Of(Field.Definition, ArgumentCoercion.Coerce(Field.Definition.Arguments, Field.Arguments.Nodes, variables, out _).Span);
}
