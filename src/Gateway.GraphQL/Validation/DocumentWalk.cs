using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation;

/// <summary>Walks a document once and tells all rules what it meets, and what that means by the schema.</summary>
/// <remarks>Recursive: the parser's limit bounds how deep selections and values nest. Stops where there is no room for more errors.</remarks>
internal sealed class DocumentWalk(ValidationRun run, ImmutableArray<Rule> rules)
{
    private DefinitionUses _uses = new();
    private FieldDefinition? _field;

    public void Walk()
    {
        Tell(rule => rule.EnterDocument(run.Document));
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

        var reach = new VariableReach(run);
        foreach (var operation in run.Document.Definitions.OfType<OperationSyntax>())
        {
            if (run.Faults.IsFull)
            {
                return;
            }

            var uses = reach.Of(operation);
            Tell(rule => rule.LeaveOperation(operation, uses));
        }

        Tell(rule => rule.LeaveDocument());
    }

    // Not executable, and refused for it; but what it names must exist as in the rest of the document.
    private void Walk(TypeSystemSyntax definition)
    {
        var parts = new TypeSystemParts(definition);
        foreach (var name in parts.TypeNames)
        {
            Tell(rule => rule.EnterTypeName(name));
        }

        foreach (var (directives, location) in parts.Directives)
        {
            Walk(directives, location);
        }

        foreach (var value in parts.DefaultValues)
        {
            Tell(rule => rule.EnterValue(value, null));
        }
    }

    private void Walk(OperationSyntax operation)
    {
        Tell(rule => rule.EnterOperation(operation));
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
        Tell(rule => rule.EnterFragment(fragment));
        Tell(rule => rule.EnterTypeName(fragment.TypeCondition));
        Walk(fragment.Directives, "FRAGMENT_DEFINITION");
        Walk(fragment.SelectionSet, run.CompositeType(fragment.TypeCondition));
    }

    private void Walk(VariableDefinitionSyntax variable)
    {
        Tell(rule => rule.EnterVariableDefinition(variable));
        TypeSyntax named = variable.Type;
        while (named is not NamedTypeSyntax)
        {
            named = named is NonNullTypeSyntax nonNull ? nonNull.NullableType : ((ListTypeSyntax)named).ItemType;
        }

        Tell(rule => rule.EnterTypeName((NamedTypeSyntax)named));
        if (variable.DefaultValue is { } value)
        {
            var type = run.Resolve(variable.Type);
            Tell(rule => rule.EnterValue(value, type is { Named.IsInput: true } ? type : null));
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
                    _uses.Spreads.Add(spread);
                    Tell(rule => rule.EnterSpread(spread, parent));
                    Walk(spread.Directives, "FRAGMENT_SPREAD");
                    break;
                case InlineFragmentSyntax fragment:
                    Walk(fragment, parent);
                    break;
            }
        }
    }

    private void Walk(InlineFragmentSyntax fragment, NamedType? parent)
    {
        Tell(rule => rule.EnterInlineFragment(fragment, parent));
        if (fragment.TypeCondition is { } condition)
        {
            Tell(rule => rule.EnterTypeName(condition));
        }

        Walk(fragment.Directives, "INLINE_FRAGMENT");
        Walk(fragment.SelectionSet, fragment.TypeCondition is { } name ? run.CompositeType(name) : parent);
    }

    private void Walk(FieldSyntax field, NamedType? parent)
    {
        var definition = parent is null ? null : run.Schema.Field(parent, field.Name.Value);
        var outer = _field;
        _field = definition;
        Tell(rule => rule.EnterField(field, parent, definition));
        Walk(field.Arguments, name => definition?.Argument(name));
        Walk(field.Directives, "FIELD");
        if (field.SelectionSet is { } selectionSet)
        {
            Walk(selectionSet, definition?.Type.Named is { IsComposite: true } type ? type : null);
        }

        Tell(rule => rule.LeaveField(field, definition));
        _field = outer;
    }

    private void Walk(ImmutableArray<DirectiveSyntax> directives, string location)
    {
        if (directives.IsEmpty)
        {
            return;
        }

        Tell(rule => rule.EnterDirectives(directives));
        foreach (var directive in directives)
        {
            var definition = run.Schema.Directive(directive.Name.Value);
            Tell(rule => rule.EnterDirective(directive, location, definition));

            // As the reference does, which takes the arguments of a directive that it does not know for those of the field.
            var field = _field;
            Walk(directive.Arguments, name => definition is null ? field?.Argument(name) : definition.Argument(name));
        }
    }

    private void Walk(ImmutableArray<ArgumentSyntax> arguments, Func<string, InputDefinition?> find)
    {
        if (arguments.IsEmpty)
        {
            return;
        }

        Tell(rule => rule.EnterArguments(arguments));
        foreach (var argument in arguments)
        {
            var definition = find(argument.Name.Value);
            Tell(rule => rule.EnterValue(argument.Value, definition?.Type));
            VariableUses.Collect(argument.Value, definition?.Type, definition?.DefaultValue is not null, _uses.Variables);
        }
    }

    private void Tell(Action<Rule> what)
    {
        foreach (var rule in rules)
        {
            what(rule);
        }
    }
}
