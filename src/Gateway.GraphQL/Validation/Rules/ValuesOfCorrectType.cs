using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>Literals fit the types of the places where they stand.</summary>
/// <remarks>
/// https://spec.graphql.org/September2025/#sec-Values-of-Correct-Type, https://spec.graphql.org/September2025/#sec-Input-Object-Field-Names,
/// https://spec.graphql.org/September2025/#sec-Input-Object-Required-Fields
/// </remarks>
internal sealed class ValuesOfCorrectType : Rule
{
    private readonly LiteralCheck _check;

    public ValuesOfCorrectType(ValidationRun run)
        : base(run) => _check = new LiteralCheck((message, node) => Run.Report(message, node), () => Run.Faults.IsFull);

    public override void EnterValue(ValueSyntax value, TypeRef? type)
    {
        if (type is not null)
        {
            _check.Check(value, type);
        }
    }
}
