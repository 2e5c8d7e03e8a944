using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Gateway.GraphQL.Errors;

namespace Gateway.GraphQL.Values;

/// <summary>Coerced variables, or all that is wrong with those given.</summary>
public readonly struct VariableCoercionResult
{
    internal VariableCoercionResult(VariableValues values) => (Values, Errors) = (values, []);

    internal VariableCoercionResult(ImmutableArray<GraphQLError> errors) => Errors = errors;

    [MemberNotNullWhen(true, nameof(Values))]
    public bool Ok => Values is not null;

    public VariableValues? Values { get; }

    public ImmutableArray<GraphQLError> Errors { get; }
}
