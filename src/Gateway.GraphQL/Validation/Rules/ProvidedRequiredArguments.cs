using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>Arguments that must be given are given.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Required-Arguments</remarks>
internal sealed class ProvidedRequiredArguments(ValidationRun run) : Rule(run)
{
    public override void LeaveField(FieldSyntax field, FieldDefinition? definition)
    {
        foreach (var required in definition?.Arguments ?? [])
        {
            if (required.IsRequired && !field.Arguments.Any(argument => argument.Name.Value == required.Name))
            {
                Run.Report(
                    $"Field \"{definition!.Name}\" argument \"{required.Name}\" of type \"{required.Type}\" is required, but it was not provided.",
                    field);
            }
        }
    }

    public override void EnterDirective(DirectiveSyntax directive, string location, DirectiveDefinition? definition)
    {
        foreach (var required in definition?.Arguments ?? [])
        {
            if (required.IsRequired && directive.Argument(required.Name) is null)
            {
                Run.Report(
                    $"Directive \"@{directive.Name}\" argument \"{required.Name}\" of type \"{required.Type}\" is required, "
                    + "but it was not provided.",
                    directive);
            }
        }
    }
}
