using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation;

/// <summary>Walks a document once and tells all rules what it meets, and what that means by the schema.</summary>
/// <remarks>Recursive: the parser's limit bounds how deep selections and values nest. Stops where there is no room for more errors.</remarks>
internal sealed class DocumentWalk(ValidationRun run, ImmutableArray<Rule> rules)
{
    // A telling is a loop over the rules and not a method that takes what to tell: a closure for each rule and node would be most of the cost.
    private readonly Rule[] _rules = [.. rules];
    private DefinitionUses _uses = new();
    private FieldDefinition? _field;

    public void Walk()
    {
        foreach (var rule in _rules)
        {
            rule.EnterDocument(run.Document);
        }

        foreach (var definition in run.Document.Definitions)
        {
            _uses = new DefinitionUses();
            run.Uses.Add(definition, _uses);
            switch (definition)
            {
                case OperationSyntax operation:
                    Walk(operation);
                    break;
                case FragmentSyntax fragment:
                    Walk(fragment);
                    break;
                case TypeSystemSyntax other:
                    Walk(other);
                    break;
            }
        }

        LeaveOperations();
        foreach (var rule in _rules)
        {
            if (run.Faults.IsFull)
            {
                return;
            }

            rule.LeaveDocument();
        }
    }

    private void LeaveOperations()
    {
        var reach = new VariableReach(run);
        foreach (var definition in run.Document.Definitions)
        {
            if (definition is not OperationSyntax operation)
            {
                continue;
            }

            var uses = reach.Of(operation);
            foreach (var rule in _rules)
            {
                if (run.Faults.IsFull)
                {
                    return;
                }

                rule.LeaveOperation(operation, uses);
            }
        }
    }

    // Not executable, and refused for it; but what it names must exist as in the rest of the document.
    private void Walk(TypeSystemSyntax definition)
    {
        var parts = new TypeSystemParts(definition);
        foreach (var name in parts.TypeNames)
        {
            TellTypeName(name);
        }

        foreach (var (directives, location) in parts.Directives)
        {
            Walk(directives, location);
        }

        foreach (var value in parts.DefaultValues)
        {
            foreach (var rule in _rules)
            {
                rule.EnterValue(value, null);
            }
        }
    }

    private void Walk(OperationSyntax operation)
    {
        foreach (var rule in _rules)
        {
            rule.EnterOperation(operation);
        }

        foreach (var variable in operation.Variables)
        {
            Walk(variable);
        }

        Walk(operation.Directives, operation.Kind switch
        {
            OperationKind.Query => "QUERY",
            OperationKind.Mutation => "MUTATION",
            _ => "SUBSCRIPTION",
        });
        Walk(operation.SelectionSet, run.Schema.Root(operation.Kind));
    }

    private void Walk(FragmentSyntax fragment)
    {
        foreach (var rule in _rules)
        {
            rule.EnterFragment(fragment);
        }

        TellTypeName(fragment.TypeCondition);
        Walk(fragment.Directives, "FRAGMENT_DEFINITION");
        Walk(fragment.SelectionSet, run.CompositeType(fragment.TypeCondition));
    }

    private void Walk(VariableDefinitionSyntax variable)
    {
        if (run.Faults.IsFull)
        {
            return;
        }

        foreach (var rule in _rules)
        {
            rule.EnterVariableDefinition(variable);
        }

        var named = variable.Type;
        while (named is not NamedTypeSyntax)
        {
            named = named is NonNullTypeSyntax nonNull ? nonNull.NullableType : ((ListTypeSyntax)named).ItemType;
        }

        TellTypeName((NamedTypeSyntax)named);
        if (variable.DefaultValue is { } value)
        {
            TellValue(value, run.Resolve(variable.Type) is { Named.IsInput: true } type ? type : null);
        }

        Walk(variable.Directives, "VARIABLE_DEFINITION");
    }

    private void Walk(SelectionSetSyntax selectionSet, NamedType? parent)
    {
        foreach (var selection in selectionSet.Selections)
        {
            if (run.Faults.IsFull)
            {
                return;
            }

            switch (selection)
            {
                case FieldSyntax field:
                    Walk(field, parent);
                    break;
                case FragmentSpreadSyntax spread:
                    Walk(spread, parent);
                    break;
                case InlineFragmentSyntax fragment:
                    Walk(fragment, parent);
                    break;
            }
        }
    }

    private void Walk(FragmentSpreadSyntax spread, NamedType? parent)
    {
        _uses.Spreads.Add(spread);
        foreach (var rule in _rules)
        {
            rule.EnterSpread(spread, parent);
        }

        Walk(spread.Directives, "FRAGMENT_SPREAD");
    }

    private void Walk(InlineFragmentSyntax fragment, NamedType? parent)
    {
        foreach (var rule in _rules)
        {
            rule.EnterInlineFragment(fragment, parent);
        }

        if (fragment.TypeCondition is { } condition)
        {
            TellTypeName(condition);
        }

        Walk(fragment.Directives, "INLINE_FRAGMENT");
        Walk(fragment.SelectionSet, fragment.TypeCondition is { } name ? run.CompositeType(name) : parent);
    }

    private void Walk(FieldSyntax field, NamedType? parent)
    {
        var definition = parent is null ? null : run.Schema.Field(parent, field.Name.Value);
        var outer = _field;
        _field = definition;
        foreach (var rule in _rules)
        {
            rule.EnterField(field, parent, definition);
        }

        Walk(field.Arguments, definition, null);
        Walk(field.Directives, "FIELD");
        if (field.SelectionSet is { } selectionSet)
        {
            Walk(selectionSet, definition?.Type.Named is { IsComposite: true } type ? type : null);
        }

        foreach (var rule in _rules)
        {
            rule.LeaveField(field, definition);
        }

        _field = outer;
    }

    private void Walk(ImmutableArray<DirectiveSyntax> directives, string location)
    {
        if (directives.IsEmpty)
        {
            return;
        }

        foreach (var rule in _rules)
        {
            rule.EnterDirectives(directives);
        }

        foreach (var directive in directives)
        {
            if (run.Faults.IsFull)
            {
                return;
            }

            var definition = run.Schema.Directive(directive.Name.Value);
            foreach (var rule in _rules)
            {
                rule.EnterDirective(directive, location, definition);
            }

            // As the reference does, which takes the arguments of a directive that it does not know for those of the field.
            Walk(directive.Arguments, definition is null ? _field : null, definition);
        }
    }

    /// <param name="arguments">Those of a field or a directive.</param>
    /// <param name="field">The field they are of; null if that is not known.</param>
    /// <param name="directive">The directive they are of; null if they are not, or it is not known.</param>
    private void Walk(ImmutableArray<ArgumentSyntax> arguments, FieldDefinition? field, DirectiveDefinition? directive)
    {
        if (arguments.IsEmpty)
        {
            return;
        }

        foreach (var rule in _rules)
        {
            rule.EnterArguments(arguments);
        }

        foreach (var argument in arguments)
        {
            string name = argument.Name.Value;
            var definition = directive?.Argument(name) ?? field?.Argument(name);
            TellValue(argument.Value, definition?.Type);
            VariableUses.Collect(argument.Value, definition?.Type, definition?.DefaultValue is not null, _uses.Variables);
        }
    }

    private void TellTypeName(NamedTypeSyntax name)
    {
        foreach (var rule in _rules)
        {
            rule.EnterTypeName(name);
        }
    }

    private void TellValue(ValueSyntax value, TypeRef? type)
    {
        foreach (var rule in _rules)
        {
            rule.EnterValue(value, type);
        }
    }
}
