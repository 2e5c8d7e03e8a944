using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <remarks>https://spec.graphql.org/September2025/#sec--deprecated</remarks>
internal static class Deprecation
{
    /// <summary>The reason where <c>@deprecated</c> gives none.</summary>
    public const string DefaultReason = "No longer supported";

    /// <summary>The <c>@deprecated</c> among these; null if there is none.</summary>
    public static DirectiveSyntax? Find(ImmutableArray<DirectiveSyntax> directives) =>
        directives.FirstOrDefault(directive => directive.Name.Value == "deprecated");

    /// <summary>Why something with these directives is deprecated; null if it is not.</summary>
    public static string? Reason(ImmutableArray<DirectiveSyntax> directives) =>
        Find(directives) is { } directive ? (directive.Argument("reason") as StringValueSyntax)?.Value ?? DefaultReason : null;
}
