using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

/// <remarks>https://spec.graphql.org/September2025/#sec-Language.Variables</remarks>
public sealed class VariableDefinitionSyntax(
    int start,
    StringValueSyntax? description,
    VariableSyntax variable,
    TypeSyntax type,
    ValueSyntax? defaultValue,
    ImmutableArray<DirectiveSyntax> directives) : SyntaxNode(start)
{
    public StringValueSyntax? Description { get; } = description;

    public VariableSyntax Variable { get; } = variable;

    /// <summary>The variable's name without the dollar sign.</summary>
    public string Name => Variable.Name;

    public TypeSyntax Type { get; } = type;

    /// <summary>Null if there is none; <c>= null</c> is a <see cref="NullValueSyntax"/>.</summary>
    public ValueSyntax? DefaultValue { get; } = defaultValue;

    public ImmutableArray<DirectiveSyntax> Directives { get; } = directives;
}
