using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>Arguments are those that the field or directive has.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Argument-Names</remarks>
internal sealed class KnownArgumentNames(ValidationRun run) : Rule(run)
{
    public override void EnterField(FieldSyntax field, NamedType? parent, FieldDefinition? definition)
    {
        foreach (var argument in field.Arguments)
        {
            if (definition is not null && definition.Argument(argument.Name.Value) is null)
            {
                Report(argument, $"field \"{parent}.{definition.Name}\"", definition.Arguments);
            }
        }
    }

    public override void EnterDirective(DirectiveSyntax directive, string location, DirectiveDefinition? definition)
    {
        foreach (var argument in directive.Arguments)
        {
            if (definition is not null && definition.Argument(argument.Name.Value) is null)
            {
                Report(argument, $"directive \"@{directive.Name}\"", definition.Arguments);
            }
        }
    }

    private void Report(ArgumentSyntax argument, string owner, IEnumerable<InputDefinition> known)
    {
        if (!Run.Faults.IsFull)
        {
            string hint = Suggestions.DidYouMean(Suggestions.Near(argument.Name.Value, known.Select(definition => definition.Name)));
            Run.Report($"Unknown argument \"{argument.Name}\" on {owner}.{hint}", argument);
        }
    }
}
