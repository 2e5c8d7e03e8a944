using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Values;

namespace Gateway.GraphQL.Planning;

/// <summary>Turns one operation of a validated document into selections by object type, with every condition decided.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Field-Collection</remarks>
internal sealed class PlanCompiler(
    Schema schema, IReadOnlyDictionary<string, FragmentSyntax> fragments, Func<string, bool> isTrue, int maxFields)
{
    private int _fields;
    private int _slots;

    /// <summary>The compiled operation; null if it has more fields than the limit once fragments are expanded.</summary>
    public OperationVariant? Compile(OperationSyntax operation)
    {
        try
        {
            var root = Select(schema.Root(operation.Kind)!, [operation.SelectionSet]);
            return new OperationVariant(root, _slots);
        }
        catch (TooManyFieldsException)
        {
            return null;
        }
    }

    private SelectionPlan Select(ObjectType type, IReadOnlyList<SelectionSetSyntax> selectionSets)
    {
        var groups = new OrderedDictionary<string, List<FieldSyntax>>();
        var visited = new HashSet<string>();
        foreach (var selectionSet in selectionSets)
        {
            Collect(type, selectionSet, groups, visited);
        }

        var fields = ImmutableArray.CreateBuilder<FieldPlan>(groups.Count);
        foreach (var (responseName, nodes) in groups)
        {
            fields.Add(Plan(type, responseName, nodes));
        }

        return new SelectionPlan(type, fields.MoveToImmutable());
    }

    private void Collect(
        ObjectType type, SelectionSetSyntax selectionSet, OrderedDictionary<string, List<FieldSyntax>> groups, HashSet<string> visited)
    {
        foreach (var selection in selectionSet.Selections)
        {
            if (!IsIncluded(selection))
            {
                continue;
            }

            switch (selection)
            {
                case FieldSyntax field:
                    Count();
                    if (!groups.TryGetValue(field.ResponseName, out var group))
                    {
                        groups.Add(field.ResponseName, group = []);
                    }

                    group.Add(field);
                    break;
                case FragmentSpreadSyntax spread when visited.Add(spread.Name.Value):
                    var fragment = fragments[spread.Name.Value];
                    if (Applies(fragment.TypeCondition, type))
                    {
                        Collect(type, fragment.SelectionSet, groups, visited);
                    }

                    break;
                case InlineFragmentSyntax inline when Applies(inline.TypeCondition, type):
                    Collect(type, inline.SelectionSet, groups, visited);
                    break;
            }
        }
    }

    private FieldPlan Plan(ObjectType type, string responseName, List<FieldSyntax> nodes)
    {
        var definition = schema.Field(type, nodes[0].Name.Value)!;
        var plan = new FieldPlan(responseName, definition, MetaOf(definition), [.. nodes.Select(node => node.Start)]);
        plan.Arguments = Arguments(definition, nodes[0].Arguments);
        if (definition.Type.Named is { IsComposite: true } composite)
        {
            var below = nodes.Select(node => node.SelectionSet!).ToList();
            plan.Selection = new SelectionSetPlan(
                composite, [.. schema.PossibleTypes(composite).Select(possible => Select(possible, below))]);
        }

        return plan;
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
        return json.Length == 2 ? ArgumentsPlan.None : ArgumentsPlan.OfConstant(json);
    }

    private bool IsIncluded(SelectionSyntax selection)
    {
        foreach (var directive in selection.Directives)
        {
            bool? stays = directive.Name.Value switch
            {
                "skip" => !Decide(directive),
                "include" => Decide(directive),
                _ => null,
            };
            if (stays == false)
            {
                return false;
            }
        }

        return true;
    }

    private bool Decide(DirectiveSyntax directive) => directive.Argument("if") switch
    {
        BooleanValueSyntax literal => literal.Value,
        VariableSyntax variable => isTrue(variable.Name),
        _ => false,
    };

    private bool Applies(NamedTypeSyntax? condition, ObjectType type) =>
        condition is null || (schema.Type(condition.Name) is { } named && schema.IsPossible(named, type));

    private void Count()
    {
        if (++_fields > maxFields)
        {
            throw new TooManyFieldsException();
        }
    }

    /// <summary>Leaves the recursion at once; it never leaves this class.</summary>
    private sealed class TooManyFieldsException : Exception;
}
