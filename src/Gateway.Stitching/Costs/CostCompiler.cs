using System.Collections.Immutable;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Values;

namespace Gateway.Stitching.Costs;

/// <summary>Works out of a plan what it costs as far as that is known, and how to find out the rest with little effort.</summary>
/// <remarks>Each selection once, however many ways lead to it: linear in the plan.</remarks>
internal sealed class CostCompiler(CostModel model)
{
    private readonly Dictionary<(SelectionPlan Plan, ListSize? Size), Operand> _known = [];

    /// <summary>Selections that depend on variables, each after those that it needs. The index of each is its register.</summary>
    public List<SelectionSum> Sums { get; } = [];

    /// <summary>What must be given besides.</summary>
    public List<SlicingRule> Rules { get; } = [];

    /// <param name="plan">What is selected of an object.</param>
    /// <param name="size">What the field that leads to the object says of lists below it; null if it says nothing.</param>
    public Operand Compile(SelectionPlan plan, ListSize? size)
    {
        if (_known.TryGetValue((plan, size), out var known))
        {
            return known;
        }

        var constant = default(SelectionCost);
        var terms = ImmutableArray.CreateBuilder<FieldTerm>();
        foreach (var field in plan.Fields.Where(field => field.Meta == MetaField.None))
        {
            var term = Compile(field, size);
            if (term.IsConstant)
            {
                constant += term.Of(VariableValues.Empty, []);
            }
            else
            {
                terms.Add(term);
            }
        }

        var operand = Operand.OfConstant(constant);
        if (terms.Count > 0)
        {
            operand = Operand.OfRegister(Sums.Count);
            Sums.Add(new SelectionSum(constant, terms.ToImmutable()));
        }

        _known.Add((plan, size), operand);
        return operand;
    }

    private FieldTerm Compile(FieldPlan field, ListSize? above)
    {
        var cost = model.Of(field.Definition);
        var length = cost.Size is null ? ListLength.One : ListLength.Of(cost.Size, field.Arguments);
        if (cost.Size is { RequiresOne: true })
        {
            Rules.Add(new SlicingRule(field, cost.Size, length));
        }

        bool isList = cost.Size is { SizedFields.IsEmpty: true };
        var below = isList ? null : cost.Size;
        return new FieldTerm
        {
            Field = field,
            Weight = cost.Weight,
            Arguments = cost.HasWeighedArguments ? model.Arguments : null,
            Values = isList ? length : ListLength.One,
            Below = below is null ? ListLength.One : length,
            IsSized = above is not null && above.SizedFields.Contains(field.Definition.Name),
            Types = field.Selection is null
                ? [(model.WeightOf(field.Definition.Type.Named), default(Operand) with { Register = -1 })]
                : [.. field.Selection.Plans.Select(plan => (model.WeightOf(plan.Type), Compile(plan, below)))],
        };
    }
}
