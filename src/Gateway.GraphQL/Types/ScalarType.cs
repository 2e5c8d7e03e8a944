namespace Gateway.GraphQL.Types;

/// <remarks>https://spec.graphql.org/September2025/#sec-Scalars</remarks>
public sealed class ScalarType(string name, string? description) : NamedType(name, description)
{
    /// <summary>The URL of <c>@specifiedBy</c>; null if there is none.</summary>
    public string? SpecifiedBy { get; internal set; }

    /// <summary>Which of the built-in scalars this is; <see cref="ScalarKind.Custom"/> for all others.</summary>
    public ScalarKind Kind { get; internal init; }
}
