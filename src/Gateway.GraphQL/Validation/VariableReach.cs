using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation;

/// <summary>Finds the variables that an operation uses, its own and those of all fragments it leads to.</summary>
/// <remarks>
/// Thousands of operations may share thousands of fragments with thousands of uses. So following a fragment costs a comparison and no
/// more, and so does a use like one that was met before.
/// </remarks>
internal sealed class VariableReach
{
    private readonly ValidationRun _run;
    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<UseKind, int> _kinds = [];
    private readonly List<Fragment> _fragments = [];
    private readonly OperationUses _found = new();
    private readonly Stack<int[]> _open = [];
    private readonly int[] _fragmentSeenIn;
    private readonly int[] _kindSeenIn;
    private int _asked;

    /// <param name="run">A document that has been walked.</param>
    public VariableReach(ValidationRun run)
    {
        _run = run;
        var leading = LeadingToVariables(run);
        foreach (var fragment in leading)
        {
            _numbers.Add(fragment.Name.Value, _numbers.Count);
        }

        foreach (var fragment in leading)
        {
            var uses = run.Uses[fragment];
            _fragments.Add(new Fragment(uses, Next(uses), [.. uses.Variables.Select(NumberOf)]));
        }

        _fragmentSeenIn = new int[_fragments.Count];
        _kindSeenIn = new int[_kinds.Count];
    }

    /// <summary>The uses of an operation, until the next one is asked for.</summary>
    public OperationUses Of(OperationSyntax operation)
    {
        var own = _run.Uses[operation];
        _asked++;
        _found.Clear();
        _found.Reach(own);
        _found.Distinct.AddRange(own.Variables);
        _open.Push(Next(own));
        while (_open.TryPop(out int[]? next))
        {
            foreach (int number in next)
            {
                if (_fragmentSeenIn[number] != _asked)
                {
                    _fragmentSeenIn[number] = _asked;
                    Add(_fragments[number]);
                    _open.Push(_fragments[number].Next);
                }
            }
        }

        return _found;
    }

    private void Add(in Fragment fragment)
    {
        _found.Reach(fragment.Uses);
        for (int i = 0; i < fragment.Kinds.Length; i++)
        {
            int kind = fragment.Kinds[i];
            if (_kindSeenIn[kind] != _asked)
            {
                _kindSeenIn[kind] = _asked;
                _found.Distinct.Add(fragment.Uses.Variables[i]);
            }
        }
    }

    private int[] Next(DefinitionUses uses)
    {
        if (_numbers.Count == 0 || uses.Spreads.Count == 0)
        {
            return [];
        }

        return [.. uses.Spreads.Where(spread => _numbers.ContainsKey(spread.Name.Value)).Select(spread => _numbers[spread.Name.Value]).Distinct()];
    }

    private int NumberOf(VariableUse use)
    {
        var kind = new UseKind(use.Variable.Name, use.Type, use.HasDefault, use.OneOf, use.IsOneOfRequired);
        if (!_kinds.TryGetValue(kind, out int number))
        {
            _kinds.Add(kind, number = _kinds.Count);
        }

        return number;
    }

    // Found backwards, from fragments that use variables to those that spread them.
    private static HashSet<FragmentSyntax> LeadingToVariables(ValidationRun run)
    {
        var fragments = run.Fragments;
        HashSet<FragmentSyntax> leading = [.. fragments.Where(fragment => run.Uses[fragment].Variables.Count > 0)];
        if (leading.Count == 0)
        {
            return leading;
        }

        var spreadBy = fragments
            .SelectMany(fragment => run.Uses[fragment].Spreads.Select(spread => (spread.Name.Value, Fragment: fragment)))
            .ToLookup(pair => pair.Value, pair => pair.Fragment);
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

    /// <summary>A fragment, the numbers of the fragments it spreads, and for each of its uses the number of its kind.</summary>
    private readonly record struct Fragment(DefinitionUses Uses, int[] Next, int[] Kinds);

    /// <summary>All that rules ask of a use but where it stands.</summary>
    private readonly record struct UseKind(string Name, TypeRef? Type, bool HasDefault, InputObjectType? OneOf, bool IsOneOfRequired);
}
