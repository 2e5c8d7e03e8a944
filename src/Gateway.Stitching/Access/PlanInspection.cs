using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Access;

/// <summary>Finds what is denied of an operation by walking its plan, where every field stands with each object type that it may be read of.</summary>
/// <remarks>So a field of <c>User</c> is found in whatever interface, union or fragment it hides, and never where no <c>User</c> can be.</remarks>
internal sealed class PlanInspection
{
    private readonly DeniedParts _denied;
    private readonly HashSet<SelectionSetPlan> _visited = [];
    private readonly DeniedUses _uses;

    private PlanInspection(DeniedParts denied, OperationPlan plan) => (_denied, _uses) = (denied, new DeniedUses(plan.Source));

    public static PlanVerdict Judge(DeniedParts denied, OperationPlan plan, OperationVariant variant)
    {
        var inspection = new PlanInspection(denied, plan);
        inspection.Visit(variant.Root);
        foreach (var variable in plan.Variables)
        {
            inspection.Visit(variable.DefaultValue, variable.Type);
        }

        return new PlanVerdict(inspection._uses.ToErrors(), [.. plan.Variables.Where(variable => denied.MayHold(variable.Type.Named))]);
    }

    private void Visit(SelectionPlan selection)
    {
        foreach (var field in selection.Fields)
        {
            if (_denied.Find(field.Definition) is { } coordinate)
            {
                _uses.AddField(coordinate, field.Starts[0]);
            }

            foreach (var argument in field.Arguments.Nodes)
            {
                var definition = field.Definition.Argument(argument.Name.Value)!;
                if (_denied.Find(definition) is { } denied)
                {
                    _uses.AddArgument(denied, argument.Start);
                }

                Visit(argument.Value, definition.Type);
            }

            // Many fields may lead to the same selection.
            if (field.Selection is { } below && _visited.Add(below))
            {
                foreach (var plan in below.Plans)
                {
                    Visit(plan);
                }
            }
        }
    }

    private void Visit(ValueSyntax? value, TypeRef type)
    {
        switch (value)
        {
            case ListValueSyntax list:
                var item = type.Nullable is ListTypeRef listType ? listType.Item : type;
                foreach (var inner in list.Items)
                {
                    Visit(inner, item);
                }

                break;
            case ObjectValueSyntax literal when _denied.MayHold(type.Named):
                foreach (var given in literal.Fields)
                {
                    if (((InputObjectType)type.Named).Field(given.Name.Value) is { } field)
                    {
                        if (_denied.Find(field) is { } coordinate)
                        {
                            _uses.AddInput(coordinate, given.Start);
                        }

                        Visit(given.Value, field.Type);
                    }
                }

                break;
        }
    }
}
