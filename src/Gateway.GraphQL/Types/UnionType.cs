using System.Collections.Immutable;

namespace Gateway.GraphQL.Types;

/// <remarks>https://spec.graphql.org/September2025/#sec-Unions</remarks>
public sealed class UnionType(string name, string? description) : NamedType(name, description)
{
    public ImmutableArray<ObjectType> Members { get; internal set; } = [];
}
