namespace Gateway.GraphQL.Errors;

/// <summary>A place in a GraphQL text. Both numbers count from 1; columns count UTF-16 code units.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Errors</remarks>
public readonly record struct SourceLocation(int Line, int Column);
