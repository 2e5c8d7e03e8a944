using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Sources;

namespace Gateway.Stitching.Fetching;

/// <summary>Turns selections of a query's plan into selections to fetch.</summary>
/// <param name="model">The schema's model.</param>
/// <param name="stepOf">What is known of a field of the plan in this run; null if its arguments are wrong.</param>
internal sealed class SelectionMerger(GatewayModel model, Func<FieldPlan, FieldStep?> stepOf)
{
    /// <summary>
    /// Whether only what the plan selects is asked for. By default embedded objects are completed, since they are kept as one value; what a mutation
    /// answers is not kept, and a field too many must not make it fail. Default false.
    /// </summary>
    public bool IsExact { get; init; }

    /// <summary>Adds all that a plan selects of a composite type.</summary>
    public void Add(FetchSelection target, SelectionSetPlan plan)
    {
        if (target.Model is { } type)
        {
            AddFields(target, plan.For(type.Type));
        }
        else
        {
            bool hasIds = model.HasIds(target.Type);
            foreach (var member in plan.Plans.Where(member => !hasIds || !member.Fields.IsEmpty))
            {
                if (IsExact && member.Fields.All(field => field.Meta != MetaField.None))
                {
                    continue;
                }

                AddFields(target.Member(model.Of(member.Type)), member);
            }
        }
    }

    /// <summary>Adds one field of a plan.</summary>
    public void Add(FetchSelection target, FieldPlan plan)
    {
        // A field whose arguments are wrong is an error without anybody being asked.
        if (plan.Meta != MetaField.None || stepOf(plan) is not { } step)
        {
            return;
        }

        if (target.Field(step.Key) is not { } field)
        {
            target.Add(field = Create(step));
        }

        field.IsAsked = true;
        if (plan.Selection is null)
        {
            return;
        }

        if (step.Model.Shape == FieldShape.Connection)
        {
            AddPage(field, plan.Selection);
        }
        else
        {
            Add(field.Below!, plan.Selection);
            if (step.Model.Shape == FieldShape.Embedded && !IsExact)
            {
                Widening.Complete(model, field.Below!);
            }
        }
    }

    /// <summary>A field as a step asks for it, with nothing selected of it yet.</summary>
    public FetchField Create(FieldStep step)
    {
        var target = step.Model.Target;
        return new FetchField(step.Model, step.Key, step.Arguments)
        {
            Tags = step.Tags,
            Below = target is null ? null : new FetchSelection(target, target is ObjectType type ? model.Of(type) : null),
        };
    }

    private void AddFields(FetchSelection target, SelectionPlan? plan)
    {
        foreach (var field in plan is null ? [] : plan.Fields)
        {
            Add(target, field);
        }
    }

    private void AddPage(FetchField field, SelectionSetPlan page)
    {
        foreach (var part in page.Plans.SelectMany(plan => plan.Fields).Where(part => part.Meta == MetaField.None))
        {
            if (part.Definition.Name == "nodes")
            {
                Add(field.Below!, part.Selection!);
            }
            else if (part.Definition.Name == "edges")
            {
                AddEdges(field, part.Selection!);
            }
        }
    }

    private void AddEdges(FetchField field, SelectionSetPlan edges)
    {
        foreach (var part in edges.Plans.SelectMany(plan => plan.Fields).Where(part => part.Meta == MetaField.None))
        {
            if (part.Definition.Name == "node")
            {
                Add(field.Below!, part.Selection!);
            }
            else
            {
                field.NeedsCursors = true;
            }
        }
    }
}
