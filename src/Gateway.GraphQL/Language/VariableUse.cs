namespace Gateway.GraphQL.Language;

/// <summary>Whether a value may refer to variables.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Input-Values</remarks>
internal enum VariableUse
{
    Allowed,

    /// <summary>The value is constant: a default, or an argument of a directive where no variable is in scope.</summary>
    Refused,
}
