using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation;

/// <summary>Finds the variables that an operation uses, its own and those of all fragments it leads to.</summary>
internal sealed class VariableReach
{
    private readonly ValidationRun _run;
    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<DefinitionUses> _uses = [];
    private readonly int[][] _next;
    private readonly int[] _seenIn;
    private int _asked;

    /// <param name="run">A document that has been walked.</param>
    public VariableReach(ValidationRun run)
    {
        _run = run;
        foreach (var fragment in LeadingToVariables(run))
        {
            _numbers.Add(fragment.Name.Value, _uses.Count);
            _uses.Add(run.Uses[fragment]);
        }

        _next = [.. _uses.Select(Next)];
        _seenIn = new int[_uses.Count];
    }

    public IReadOnlyList<VariableUse> Of(OperationSyntax operation)
    {
        var own = _run.Uses[operation];
        int[] spreads = Next(own);
        if (spreads.Length == 0)
        {
            return own.Variables;
        }

        // Thousands of operations may share thousands of fragments, so following one costs a comparison and no more.
        _asked++;
        List<VariableUse> uses = [.. own.Variables];
        Stack<int[]> open = new([spreads]);
        while (open.TryPop(out int[]? next))
        {
            foreach (int fragment in next)
            {
                if (_seenIn[fragment] != _asked)
                {
                    _seenIn[fragment] = _asked;
                    uses.AddRange(_uses[fragment].Variables);
                    open.Push(_next[fragment]);
                }
            }
        }

        return uses;
    }

    private int[] Next(DefinitionUses uses) =>
        [.. uses.Spreads.Where(spread => _numbers.ContainsKey(spread.Name.Value)).Select(spread => _numbers[spread.Name.Value]).Distinct()];

    // Found backwards, from fragments that use variables to those that spread them.
    private static HashSet<FragmentSyntax> LeadingToVariables(ValidationRun run)
    {
        var fragments = run.Document.Definitions.OfType<FragmentSyntax>()
            .Where(fragment => ReferenceEquals(run.Fragment(fragment.Name.Value), fragment))
            .ToList();
        var spreadBy = fragments
            .SelectMany(fragment => run.Uses[fragment].Spreads.Select(spread => (spread.Name.Value, Fragment: fragment)))
            .ToLookup(pair => pair.Value, pair => pair.Fragment);
        HashSet<FragmentSyntax> leading = [.. fragments.Where(fragment => run.Uses[fragment].Variables.Count > 0)];
        Queue<FragmentSyntax> open = new(leading);
        while (open.TryDequeue(out var fragment))
        {
            foreach (var user in spreadBy[fragment.Name.Value])
            {
                if (leading.Add(user))
                {
                    open.Enqueue(user);
                }
            }
        }

        return leading;
    }
}
