using System.Collections.Immutable;

namespace Gateway.GraphQL.Errors;

/// <summary>An error as it appears in a response.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Errors</remarks>
/// <param name="Message">Text for the developer. Never holds a secret, a stack or the body of an upstream answer.</param>
public sealed record GraphQLError(string Message)
{
    /// <summary>Where in the document the error belongs; empty if nowhere.</summary>
    public ImmutableArray<SourceLocation> Locations { get; init; } = [];

    /// <summary>The response field that failed; empty for request errors.</summary>
    public ImmutableArray<PathSegment> Path { get; init; } = [];

    /// <summary>A JSON object in UTF-8, written as it is; empty for none.</summary>
    public ReadOnlyMemory<byte> Extensions { get; init; }

    public GraphQLError(string message, params ReadOnlySpan<SourceLocation> locations)
        : this(message) => Locations = [.. locations];
}
