using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

/// <remarks>https://spec.graphql.org/September2025/#sec-Language.Fields</remarks>
public sealed class FieldSyntax(
    int start,
    NameSyntax? alias,
    NameSyntax name,
    ImmutableArray<ArgumentSyntax> arguments,
    ImmutableArray<DirectiveSyntax> directives,
    SelectionSetSyntax? selectionSet) : SelectionSyntax(start, directives)
{
    /// <summary>Null if there is none.</summary>
    public NameSyntax? Alias { get; } = alias;

    public NameSyntax Name { get; } = name;

    /// <summary>The alias, or the name where there is none: the key in the response.</summary>
    public string ResponseName => (Alias ?? Name).Value;

    public ImmutableArray<ArgumentSyntax> Arguments { get; } = arguments;

    /// <summary>Null for a leaf.</summary>
    public SelectionSetSyntax? SelectionSet { get; } = selectionSet;
}
