using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>Where the schema has <c>@defer</c>: its label is a literal, no two share one, and a subscription or the root of a mutation does not defer.</summary>
/// <remarks>https://github.com/graphql/graphql-spec/pull/1110, "Defer And Stream Directive Labels Are Unique", "… Are Used On Valid Root Field"</remarks>
internal sealed class DeferLabels(ValidationRun run) : Rule(run)
{
    /// <summary>The name of the directive, where the schema has it.</summary>
    public const string Directive = "defer";

    private readonly Dictionary<string, DirectiveSyntax> _labels = [];
    private OperationKind _kind;

    public override void EnterOperation(OperationSyntax operation) => _kind = operation.Kind;

    public override void EnterFragment(FragmentSyntax fragment) => _kind = OperationKind.Query;

    public override void EnterSpread(FragmentSpreadSyntax spread, NamedType? parent) => CheckRoot(spread, parent);

    public override void EnterInlineFragment(InlineFragmentSyntax fragment, NamedType? parent) => CheckRoot(fragment, parent);

    public override void EnterDirective(DirectiveSyntax directive, string location, DirectiveDefinition? definition)
    {
        if (definition is null || directive.Name.Value != Directive)
        {
            return;
        }

        if (_kind == OperationKind.Subscription && directive.Argument("if") is not BooleanValueSyntax { Value: false })
        {
            Run.Report("Defer directive not supported on subscription operations. Disable `@defer` by setting the `if` argument to `false`.", directive);
        }

        switch (directive.Argument("label"))
        {
            case null or NullValueSyntax:
                break;
            case StringValueSyntax label when _labels.TryAdd(label.Value, directive):
                break;
            case StringValueSyntax label:
                Run.Report($"Value for arguments \"defer(label)\" must be unique across all Defer/Stream directive usages: \"{label.Value}\".", _labels[label.Value], directive);
                break;
            case VariableSyntax:
                Run.Report("Argument \"@defer(label:)\" must be a static string.", directive);
                break;
        }
    }

    private void CheckRoot(SelectionSyntax selection, NamedType? parent)
    {
        if (parent is not null && ReferenceEquals(parent, Run.Schema.Mutation))
        {
            foreach (var directive in selection.Directives)
            {
                if (directive.Name.Value == Directive)
                {
                    Run.Report($"Defer directive cannot be used on root mutation type \"{parent.Name}\".", directive);
                }
            }
        }
    }
}
