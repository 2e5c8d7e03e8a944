using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

/// <remarks>https://spec.graphql.org/September2025/#sec-Language.Operations</remarks>
public sealed class OperationSyntax(
    int start,
    StringValueSyntax? description,
    OperationKind kind,
    NameSyntax? name,
    ImmutableArray<VariableDefinitionSyntax> variables,
    ImmutableArray<DirectiveSyntax> directives,
    SelectionSetSyntax selectionSet) : DefinitionSyntax(start, description)
{
    public OperationKind Kind { get; } = kind;

    /// <summary>Null for an anonymous operation.</summary>
    public NameSyntax? Name { get; } = name;

    public ImmutableArray<VariableDefinitionSyntax> Variables { get; } = variables;

    public ImmutableArray<DirectiveSyntax> Directives { get; } = directives;

    public SelectionSetSyntax SelectionSet { get; } = selectionSet;
}
