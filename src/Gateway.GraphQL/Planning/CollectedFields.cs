using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Planning;

/// <summary>The fields that are collected for an object of one type, by response name, and which of them may come later.</summary>
/// <param name="isDeferring">Whether any may.</param>
internal sealed class CollectedFields(bool isDeferring)
{
    private readonly HashSet<string> _visited = [];

    // The fragment that each of them is deferred by; null for what some other part of the document asks for at once.
    private readonly Dictionary<string, DirectiveSyntax?> _defers = [];
    private readonly OrderedDictionary<DirectiveSyntax, List<FieldPlan>> _late = [];
    private HashSet<string>? _visitedLate;

    public bool IsDeferring => isDeferring;

    public OrderedDictionary<string, List<FieldSyntax>> Groups { get; } = [];

    /// <summary>Adds one that is selected.</summary>
    /// <param name="field">The field.</param>
    /// <param name="defer">By which it is deferred; null if it is not.</param>
    public void Add(FieldSyntax field, DirectiveSyntax? defer)
    {
        if (!Groups.TryGetValue(field.ResponseName, out var group))
        {
            Groups.Add(field.ResponseName, group = []);
        }

        group.Add(field);
        if (isDeferring && (defer is null || !_defers.ContainsKey(field.ResponseName)))
        {
            _defers[field.ResponseName] = defer;
        }
    }

    /// <summary>Whether a fragment is still to be visited. One that was visited to be deferred is visited once more if it is not.</summary>
    public bool Visit(string fragment, DirectiveSyntax? defer) =>
        defer is null ? _visited.Add(fragment) : !_visited.Contains(fragment) && (_visitedLate ??= []).Add(fragment);

    /// <summary>Whether all who select it defer it.</summary>
    public bool IsLate(string responseName) => isDeferring && _defers[responseName] is not null;

    /// <summary>Adds the plan of one that is late.</summary>
    public void AddLate(FieldPlan plan)
    {
        var defer = _defers[plan.ResponseName]!;
        if (!_late.TryGetValue(defer, out var fields))
        {
            _late.Add(defer, fields = []);
        }

        fields.Add(plan);
    }

    /// <summary>What comes later.</summary>
    public ImmutableArray<DeferredFragment> Late() => _late.Count == 0
        ? []
        : [.. _late.Select(late => new DeferredFragment((late.Key.Argument("label") as StringValueSyntax)?.Value, [.. late.Value]))];
}
