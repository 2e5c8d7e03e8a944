namespace Gateway.GraphQL.Types;

/// <remarks>https://spec.graphql.org/September2025/#sec-Interfaces</remarks>
public sealed class InterfaceType(string name, string? description) : FieldsType(name, description);
