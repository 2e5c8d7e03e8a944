using System.Collections.Immutable;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>One element of a schema with all directives that its definition and extensions put on it.</summary>
/// <param name="Location">Which kind of place it is, such as <c>FIELD_DEFINITION</c>.</param>
/// <param name="Applied">The directives in order, each with the text it stands in.</param>
internal sealed record DirectiveSite(string Location, ImmutableArray<(DirectiveSyntax Directive, SourceText Source)> Applied)
{
    public ImmutableArray<DirectiveSyntax> Directives => [.. Applied.Select(applied => applied.Directive)];
}
