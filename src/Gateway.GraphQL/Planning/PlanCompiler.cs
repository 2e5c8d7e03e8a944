using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Validation.Rules;
using Gateway.GraphQL.Values;

namespace Gateway.GraphQL.Planning;

/// <summary>Turns one operation of a validated document into selections by object type, with every condition decided.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Field-Collection</remarks>
/// <param name="schema">By which the document was validated.</param>
/// <param name="fragments">All of the document.</param>
/// <param name="variables">Decide the conditions.</param>
/// <param name="maxFields">The most that one answer may hold of an object, with all below.</param>
/// <param name="defers">Whether <c>@defer</c> counts; else all is answered at once.</param>
internal sealed class PlanCompiler(
    Schema schema, IReadOnlyDictionary<string, FragmentSyntax> fragments, VariableValues variables, int maxFields, bool defers = false)
{
    /// <summary>The name of the directive, where the schema has it.</summary>
    public const string DeferDirective = DeferLabels.Directive;

    // How deep a walk of the plan may recurse. The parser's limit is for one selection set; fragments add up.
    private const int MaxDepth = 500;

    // A selection on an abstract type is compiled for each of its object types; the limit is on what one answer may hold.
    private const int WorkPerField = 50;

    private readonly Dictionary<(MergedSelection Selection, bool Defers), Extent> _known = [];
    private ArgumentProblem? _problem;
    private int _work;
    private int _slots;

    /// <summary>The compiled operation; null if it has more fields than the limit once fragments are expanded, or is too deep.</summary>
    public OperationVariant? Compile(OperationSyntax operation)
    {
        try
        {
            var (root, _, _) = Select(schema.Root(operation.Kind)!, [operation.SelectionSet], 1, defers && operation.Kind == OperationKind.Query);
            return new OperationVariant(root, _slots);
        }
        catch (TooLargeException)
        {
            return null;
        }
    }

    private (SelectionPlan Plan, int Fields, int Height) Select(
        ObjectType type, ImmutableArray<SelectionSetSyntax> selectionSets, int depth, bool isDeferring)
    {
        Require(depth <= MaxDepth);
        var collected = new CollectedFields(isDeferring);
        foreach (var selectionSet in selectionSets)
        {
            Collect(type, selectionSet, collected);
        }

        if (_problem is { } problem)
        {
            _problem = null;
            return (new SelectionPlan(type, []) { Problem = problem }, 0, 1);
        }

        int total = 0;
        int height = 0;
        var plans = ImmutableArray.CreateBuilder<FieldPlan>(collected.Groups.Count);
        foreach (var (responseName, nodes) in collected.Groups)
        {
            // What comes later comes as a whole.
            bool isLate = collected.IsLate(responseName);
            var (plan, below) = Plan(type, responseName, nodes, depth, isDeferring && !isLate);
            if (isLate)
            {
                collected.AddLate(plan);
            }
            else
            {
                plans.Add(plan);
            }

            total += nodes.Count + below.Fields;
            height = Math.Max(height, below.Height);
            Require(total <= maxFields);
        }

        return (new SelectionPlan(type, plans.DrainToImmutable()) { Deferred = collected.Late() }, total, height + 1);
    }

    private void Collect(ObjectType type, SelectionSetSyntax selectionSet, CollectedFields collected)
    {
        // Not recursive: fragments may follow one another for as long as the document is.
        var open = new Stack<(SelectionSetSyntax Set, int Next, DirectiveSyntax? Defer)>();
        open.Push((selectionSet, 0, null));
        while (open.TryPop(out var at))
        {
            if (at.Next == at.Set.Selections.Length)
            {
                continue;
            }

            Require(++_work / WorkPerField <= maxFields);
            open.Push((at.Set, at.Next + 1, at.Defer));
            var selection = at.Set.Selections[at.Next];
            if (!IsIncluded(selection))
            {
                continue;
            }

            if (selection is FieldSyntax field)
            {
                collected.Add(field, at.Defer);
                continue;
            }

            var defer = at.Defer ?? (collected.IsDeferring ? DeferOf(selection) : null);
            if (Inside(selection, type, collected, defer) is { } inside)
            {
                open.Push((inside, 0, defer));
            }
        }
    }

    /// <summary>What a fragment selects of that type; null if it does not apply or was visited before.</summary>
    private SelectionSetSyntax? Inside(SelectionSyntax selection, ObjectType type, CollectedFields collected, DirectiveSyntax? defer)
    {
        switch (selection)
        {
            case FragmentSpreadSyntax spread when collected.Visit(spread.Name.Value, defer):
                var fragment = fragments[spread.Name.Value];
                return Applies(fragment.TypeCondition, type) ? fragment.SelectionSet : null;
            case InlineFragmentSyntax inline when Applies(inline.TypeCondition, type):
                return inline.SelectionSet;
            default:
                return null;
        }
    }

    private (FieldPlan Plan, Extent Below) Plan(
        ObjectType type, string responseName, List<FieldSyntax> nodes, int depth, bool isDeferring)
    {
        var definition = schema.Field(type, nodes[0].Name.Value)!;
        var plan = new FieldPlan(responseName, definition, MetaOf(definition), [.. nodes.Select(node => node.Start)]);
        plan.Arguments = Arguments(definition, nodes[0].Arguments);
        if (definition.Type.Named is not { IsComposite: true } composite)
        {
            return (plan, default);
        }

        var below = Below(new MergedSelection(composite, [.. nodes.Select(node => node.SelectionSet!)]), depth, isDeferring);
        plan.Selection = below.Plan;
        return (plan, below);
    }

    /// <summary>The plan of a selection: made once, however many ways lead to it.</summary>
    private Extent Below(MergedSelection selection, int depth, bool isDeferring)
    {
        if (!_known.TryGetValue((selection, isDeferring), out var extent))
        {
            var selected = schema.PossibleTypes(selection.Type).Select(possible => Select(possible, selection.Sets, depth + 1, isDeferring)).ToList();
            extent = new Extent(
                new SelectionSetPlan(selection.Type, [.. selected.Select(one => one.Plan)]),
                selected.Select(one => one.Fields).DefaultIfEmpty().Max(),
                selected.Select(one => one.Height).DefaultIfEmpty().Max());
            _known.Add((selection, isDeferring), extent);
        }

        Require(depth + extent.Height <= MaxDepth);
        return extent;
    }

    private MetaField MetaOf(FieldDefinition definition) => definition switch
    {
        _ when ReferenceEquals(definition, schema.Meta.TypeName) => MetaField.TypeName,
        _ when ReferenceEquals(definition, schema.Meta.Schema) => MetaField.Schema,
        _ when ReferenceEquals(definition, schema.Meta.Type) => MetaField.Type,
        _ => MetaField.None,
    };

    private ArgumentsPlan Arguments(FieldDefinition definition, ImmutableArray<ArgumentSyntax> nodes)
    {
        if (definition.Arguments.IsEmpty)
        {
            return ArgumentsPlan.None;
        }

        if (ArgumentCoercion.HasVariable(nodes))
        {
            return ArgumentsPlan.OfVariables(_slots++, nodes);
        }

        var json = ArgumentCoercion.Coerce(definition.Arguments, nodes, VariableValues.Empty, out _);
        return json.Length == 2 ? ArgumentsPlan.None : ArgumentsPlan.OfConstant(json, nodes);
    }

    private bool IsIncluded(SelectionSyntax selection) =>
        selection.Directives.IsEmpty || (!Decide(selection, "skip", false) && Decide(selection, "include", true));

    private DirectiveSyntax? DeferOf(SelectionSyntax selection)
    {
        foreach (var applied in selection.Directives)
        {
            if (applied.Name.Value == DeferDirective)
            {
                bool isLate = applied.Argument("if") switch
                {
                    BooleanValueSyntax literal => literal.Value,
                    VariableSyntax variable => Decide(variable),
                    _ => true,
                };
                return isLate ? applied : null;
            }
        }

        return null;
    }

    private bool Decide(SelectionSyntax selection, string directive, bool otherwise)
    {
        foreach (var applied in selection.Directives)
        {
            if (applied.Name.Value == directive)
            {
                return applied.Argument("if") switch
                {
                    BooleanValueSyntax literal => literal.Value,
                    VariableSyntax variable => Decide(variable),
                    _ => false,
                };
            }
        }

        return otherwise;
    }

    private bool Decide(VariableSyntax variable)
    {
        if (variables.IsNull(variable.Name))
        {
            // A default lets the variable stand here, and does not keep anyone from giving null.
            _problem ??= new ArgumentProblem("Argument \"if\" of non-null type \"Boolean!\" must not be null.", variable.Start);
        }

        return variables.IsTrue(variable.Name);
    }

    private bool Applies(NamedTypeSyntax? condition, ObjectType type) =>
        condition is null || (schema.Type(condition.Name) is { } named && schema.IsPossible(named, type));

    private static void Require(bool isWithinLimits)
    {
        if (!isWithinLimits)
        {
            throw new TooLargeException();
        }
    }

    /// <summary>A compiled selection, the most fields one object of it may have with all that is below, and the most levels.</summary>
    private readonly record struct Extent(SelectionSetPlan? Plan, int Fields, int Height);

    /// <summary>Leaves the recursion at once; it never leaves this class.</summary>
    private sealed class TooLargeException : Exception;
}
