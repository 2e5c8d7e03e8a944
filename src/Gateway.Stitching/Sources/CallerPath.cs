using System.Collections.Immutable;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Planning;

namespace Gateway.Stitching.Sources;

/// <summary>Says where below a field an error happened in the names that the caller chose.</summary>
/// <param name="stepOf">What is known of a field of the plan in this run; null if its arguments are wrong.</param>
internal sealed class CallerPath(Func<FieldPlan, FieldStep?> stepOf)
{
    /// <summary>The fault as this caller is told of it. What the caller did not select is not named: the path ends above it.</summary>
    public FieldFault Translate(FieldFault fault, FieldPlan field)
    {
        if (fault.Below.IsEmpty)
        {
            return fault;
        }

        var path = ImmutableArray.CreateBuilder<PathSegment>(fault.Below.Length + 1);
        var selection = field.Selection;
        FieldPlan? node = null;
        foreach (var segment in fault.Below)
        {
            if (segment.Name is not { } key)
            {
                path.Add(segment);
                if (node is not null)
                {
                    // The page was read by its nodes, and this caller sees it by its edges.
                    path.Add(new PathSegment(node.ResponseName));
                    (selection, node) = (node.Selection, null);
                }
            }
            else if (Find(selection, key) is { } found)
            {
                path.Add(new PathSegment(found.ResponseName));
                selection = found.Selection;
            }
            else if (key == "nodes" && Find(selection, "edges") is { } edges && Find(edges.Selection, "node") is { } below)
            {
                path.Add(new PathSegment(edges.ResponseName));
                node = below;
            }
            else if (key == "edges" && Find(selection, "nodes") is { } nodes)
            {
                path.Add(new PathSegment(nodes.ResponseName));
                selection = nodes.Selection;
            }
            else if (key != "node")
            {
                break;
            }
        }

        return fault with { Below = path.ToImmutable() };
    }

    private FieldPlan? Find(SelectionSetPlan? selection, string key)
    {
        foreach (var field in selection is null ? [] : selection.Plans.SelectMany(plan => plan.Fields))
        {
            if (field.Meta == MetaField.None && stepOf(field)?.Key.Text == key)
            {
                return field;
            }
        }

        return null;
    }
}
