using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>No argument is given twice.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Argument-Uniqueness</remarks>
internal sealed class UniqueArgumentNames(ValidationRun run) : Rule(run)
{
    public override void EnterArguments(ImmutableArray<ArgumentSyntax> arguments)
    {
        if (arguments.Length < 2)
        {
            return;
        }

        foreach (var same in arguments.GroupBy(argument => argument.Name.Value).Where(same => same.Skip(1).Any()))
        {
            Run.Report($"There can be only one argument named \"{same.Key}\".", [.. same.Select(argument => argument.Name)]);
        }
    }
}
