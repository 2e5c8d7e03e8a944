namespace Gateway.GraphQL.Planning;

/// <summary>The fields that every schema has without defining them.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Schema-Introspection</remarks>
public enum MetaField
{
    /// <summary>An ordinary field.</summary>
    None,
    TypeName,
    Schema,
    Type,
}
