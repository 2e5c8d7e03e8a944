using System.Buffers;
using System.Collections.Immutable;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Values;

namespace Gateway.Stitching.Costs;

/// <summary>What an operation costs once there are variables. Shared and safe for concurrent use; asking it allocates nothing.</summary>
/// <remarks>https://ibm.github.io/graphql-specs/cost-spec.html#sec-Static-Query-Analysis</remarks>
internal sealed class CostPlan
{
    private const int MostOnStack = 64;

    private readonly CostModel _model;
    private readonly double _weight;
    private readonly Operand _root;
    private readonly ImmutableArray<SelectionSum> _sums;
    private readonly ImmutableArray<SlicingRule> _rules;

    private CostPlan(CostModel model, SelectionPlan root)
    {
        var compiler = new CostCompiler(model);
        _model = model;
        _weight = model.WeightOf(root.Type);
        _root = compiler.Compile(root, null);
        _sums = [.. compiler.Sums];
        _rules = [.. compiler.Rules];
    }

    /// <summary>The cost of a variant; made once and kept with it.</summary>
    public static CostPlan Of(CostModel model, OperationVariant variant)
    {
        if (variant.Prepared is not CostPlan plan || !ReferenceEquals(plan._model, model))
        {
            variant.Prepared = plan = new CostPlan(model, variant.Root);
        }

        return plan;
    }

    /// <summary>The first field that is not given exactly one of its slicing arguments, though it must be; null if all is well.</summary>
    public GraphQLError? Check(VariableValues variables, SourceText source)
    {
        foreach (var rule in _rules)
        {
            if (rule.Check(variables, source) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    /// <summary>The points of the whole operation.</summary>
    public Cost Of(VariableValues variables)
    {
        if (_sums.IsEmpty)
        {
            return Whole(_root.Constant);
        }

        SelectionCost[]? rented = _sums.Length > MostOnStack ? ArrayPool<SelectionCost>.Shared.Rent(_sums.Length) : null;
        var registers = rented is null ? stackalloc SelectionCost[MostOnStack] : rented.AsSpan();
        for (int i = 0; i < _sums.Length; i++)
        {
            registers[i] = _sums[i].Of(variables, registers);
        }

        var whole = Whole(_root.In(registers));
        if (rented is not null)
        {
            ArrayPool<SelectionCost>.Shared.Return(rented);
        }

        return whole;
    }

    private Cost Whole(SelectionCost root) => new Cost(_weight, 0) + root.Once;
}
