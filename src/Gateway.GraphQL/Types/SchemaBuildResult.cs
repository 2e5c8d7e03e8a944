using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Gateway.GraphQL.Errors;

namespace Gateway.GraphQL.Types;

/// <summary>A schema, or all that is wrong with its definition.</summary>
public sealed class SchemaBuildResult
{
    internal SchemaBuildResult(Schema? schema, ImmutableArray<GraphQLError> errors) => (Schema, Errors) = (schema, errors);

    [MemberNotNullWhen(true, nameof(Schema))]
    public bool Ok => Schema is not null;

    public Schema? Schema { get; }

    /// <summary>Empty if there is a schema. Messages name the source where there are several.</summary>
    public ImmutableArray<GraphQLError> Errors { get; }
}
