using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

public sealed class InputObjectTypeSyntax(
    int start,
    StringValueSyntax? description,
    bool isExtension,
    NameSyntax name,
    ImmutableArray<DirectiveSyntax> directives,
    ImmutableArray<InputValueDefinitionSyntax> fields) : TypeDefinitionSyntax(start, description, isExtension, name, directives)
{
    public ImmutableArray<InputValueDefinitionSyntax> Fields { get; } = fields;
}
