using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation;

/// <summary>Finds the variables that an operation uses, its own and those of all fragments it leads to.</summary>
internal sealed class VariableReach
{
    private readonly ValidationRun _run;
    private readonly HashSet<FragmentSyntax> _leadingToVariables;

    public VariableReach(ValidationRun run)
    {
        _run = run;
        _leadingToVariables = LeadingToVariables(run);
    }

    public IReadOnlyList<VariableUse> Of(OperationSyntax operation)
    {
        var own = _run.Uses[operation];
        if (own.Spreads.Count == 0)
        {
            return own.Variables;
        }

        List<VariableUse> uses = [.. own.Variables];
        HashSet<FragmentSyntax> seen = [];
        Stack<DefinitionUses> open = new([own]);
        while (open.TryPop(out var definition))
        {
            foreach (var spread in definition.Spreads)
            {
                if (_run.Fragment(spread.Name.Value) is { } fragment && _leadingToVariables.Contains(fragment) && seen.Add(fragment))
                {
                    uses.AddRange(_run.Uses[fragment].Variables);
                    open.Push(_run.Uses[fragment]);
                }
            }
        }

        return uses;
    }

    // Found backwards, from fragments that use variables to those that spread them. Without it, thousands of operations
    // over one long chain of fragments would each follow the chain in vain.
    private static HashSet<FragmentSyntax> LeadingToVariables(ValidationRun run)
    {
        var fragments = run.Document.Definitions.OfType<FragmentSyntax>().ToList();
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
