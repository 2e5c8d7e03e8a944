namespace Gateway.GraphQL.Types;

/// <remarks>https://spec.graphql.org/September2025/#sec-Objects</remarks>
public sealed class ObjectType(string name, string? description) : FieldsType(name, description);
