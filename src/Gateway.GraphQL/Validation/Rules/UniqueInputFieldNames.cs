using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>No input field is given twice in one object.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Input-Object-Field-Uniqueness</remarks>
internal sealed class UniqueInputFieldNames(ValidationRun run) : Rule(run)
{
    public override void EnterValue(ValueSyntax value, TypeRef? type)
    {
        foreach (var (first, again) in LiteralFieldNames.Repeated(value))
        {
            if (Run.Faults.IsFull)
            {
                return;
            }

            Run.Report($"There can be only one input field named \"{again}\".", first, again);
        }
    }
}
