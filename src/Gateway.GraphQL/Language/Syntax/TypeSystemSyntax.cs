using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

/// <summary>A definition or extension of the schema, a type or a directive.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Type-System</remarks>
public abstract class TypeSystemSyntax(int start, StringValueSyntax? description, bool isExtension, ImmutableArray<DirectiveSyntax> directives)
    : DefinitionSyntax(start, description)
{
    /// <summary>Whether it begins with <c>extend</c>; extensions have no description.</summary>
    public bool IsExtension { get; } = isExtension;

    public ImmutableArray<DirectiveSyntax> Directives { get; } = directives;
}
