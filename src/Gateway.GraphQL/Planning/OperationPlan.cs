using System.Collections.Concurrent;
using System.Collections.Immutable;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Values;

namespace Gateway.GraphQL.Planning;

/// <summary>One operation of a validated document, ready to run as often as it is asked for. Shared and safe for concurrent use.</summary>
public sealed class OperationPlan
{
    // Each variant is a whole plan; a document with more combinations in use than this compiles them anew.
    private const int MaxVariants = 32;

    private readonly Schema _schema;
    private readonly Dictionary<string, FragmentSyntax> _fragments;
    private readonly ImmutableArray<string> _conditions;
    private readonly int _maxFields;
    private readonly Lazy<bool> _introspects;
    private readonly ConcurrentDictionary<(ulong Conditions, bool Defers), OperationVariant?> _variants = new();
    private readonly Lazy<bool> _defers;

    internal OperationPlan(
        Schema schema,
        DocumentSyntax document,
        OperationSyntax operation,
        Dictionary<string, FragmentSyntax> fragments,
        HashSet<string> conditionsInFragments,
        int maxFields)
    {
        _schema = schema;
        _fragments = fragments;
        _maxFields = maxFields;
        Operation = operation;
        Source = document.Source;
        Variables = [.. operation.Variables.Select(variable =>
            new VariableDefinition(variable.Name, TypeFinder.Find(schema, variable.Type), variable.DefaultValue, variable.Start))];
        _conditions = ConditionFinder.Find(operation, conditionsInFragments);

        // When first asked: of many operations that share many fragments one is run.
        _introspects = new Lazy<bool>(() => IntrospectionFinder.Find(operation, fragments));
        _defers = new Lazy<bool>(() => operation.Kind == OperationKind.Query && DeferFinder.Find(operation, fragments));
    }

    public OperationSyntax Operation { get; }

    /// <summary>By which it was validated.</summary>
    public Schema Schema => _schema;

    public OperationKind Kind => Operation.Kind;

    /// <summary>The document's text, for the locations of errors.</summary>
    public SourceText Source { get; }

    public ImmutableArray<VariableDefinition> Variables { get; }

    /// <summary>How it is used.</summary>
    public PlanStatistics Statistics { get; } = new();

    /// <summary>Whether it asks for the schema at its root, <c>__typename</c> aside.</summary>
    public bool Introspects => _introspects.Value;

    /// <summary>Whether it allows any of its answer to come later.</summary>
    public bool Defers => _defers.Value;

    /// <summary>The operation with its conditions decided by these variables; null if it is larger than allowed.</summary>
    /// <param name="variables">The variables.</param>
    /// <param name="defers">Whether what is deferred may come later; else <c>@defer</c> changes nothing.</param>
    public OperationVariant? Variant(VariableValues variables, bool defers = false)
    {
        ArgumentNullException.ThrowIfNull(variables);
        if (_conditions.Length > 64)
        {
            return Compile(variables, defers);
        }

        ulong mask = 0;
        for (int i = 0; i < _conditions.Length; i++)
        {
            if (variables.IsNull(_conditions[i]))
            {
                // An error where the condition stands: too rare to be kept.
                return Compile(variables, defers);
            }

            mask |= variables.IsTrue(_conditions[i]) ? 1UL << i : 0;
        }

        if (_variants.TryGetValue((mask, defers), out var known))
        {
            return known;
        }

        var variant = Compile(variables, defers);
        if (_variants.Count < MaxVariants)
        {
            _variants.TryAdd((mask, defers), variant);
        }

        return variant;
    }

    private OperationVariant? Compile(VariableValues variables, bool defers)
    {
        using var span = PlanningSpans.Plan();
        return new PlanCompiler(_schema, _fragments, variables, _maxFields, defers).Compile(Operation);
    }
}
