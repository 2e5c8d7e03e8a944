using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

/// <remarks>https://spec.graphql.org/September2025/#sec-Language.Fields</remarks>
public sealed class FieldSyntax(
    NameSyntax? alias,
    NameSyntax name,
    ImmutableArray<ArgumentSyntax> arguments,
    ImmutableArray<DirectiveSyntax> directives,
    SelectionSetSyntax? selectionSet) : SelectionSyntax((alias ?? name).Start, directives)
{
    private readonly int _nameStart = name.Start;
    private readonly string _name = name.Value;
    private readonly string? _alias = alias?.Value;

    /// <summary>Null if there is none.</summary>
    public NameSyntax? Alias => _alias is null ? null : new NameSyntax(Start, _alias);

    public NameSyntax Name => new(_nameStart, _name);

    /// <summary>The alias, or the name where there is none: the key in the response.</summary>
    public string ResponseName => _alias ?? _name;

    public ImmutableArray<ArgumentSyntax> Arguments { get; } = arguments;

    /// <summary>Null for a leaf.</summary>
    public SelectionSetSyntax? SelectionSet { get; } = selectionSet;
}
