using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

/// <summary>A definition or extension of a named type.</summary>
public abstract class TypeDefinitionSyntax(
    int start, StringValueSyntax? description, bool isExtension, NameSyntax name, ImmutableArray<DirectiveSyntax> directives)
    : TypeSystemSyntax(start, description, isExtension, directives)
{
    public NameSyntax Name { get; } = name;
}
