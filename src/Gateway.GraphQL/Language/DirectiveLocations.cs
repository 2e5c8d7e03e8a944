namespace Gateway.GraphQL.Language;

/// <summary>The places where a directive can be allowed to stand.</summary>
/// <remarks>https://spec.graphql.org/September2025/#DirectiveLocation</remarks>
internal static class DirectiveLocations
{
    public static bool IsKnown(string name) => name is
        "QUERY" or "MUTATION" or "SUBSCRIPTION" or "FIELD" or "FRAGMENT_DEFINITION" or "FRAGMENT_SPREAD" or "INLINE_FRAGMENT"
        or "VARIABLE_DEFINITION" or "SCHEMA" or "SCALAR" or "OBJECT" or "FIELD_DEFINITION" or "ARGUMENT_DEFINITION" or "INTERFACE"
        or "UNION" or "ENUM" or "ENUM_VALUE" or "INPUT_OBJECT" or "INPUT_FIELD_DEFINITION";
}
