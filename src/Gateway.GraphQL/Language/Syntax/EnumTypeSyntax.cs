using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

public sealed class EnumTypeSyntax(
    int start,
    StringValueSyntax? description,
    bool isExtension,
    NameSyntax name,
    ImmutableArray<DirectiveSyntax> directives,
    ImmutableArray<EnumValueDefinitionSyntax> values) : TypeDefinitionSyntax(start, description, isExtension, name, directives)
{
    public ImmutableArray<EnumValueDefinitionSyntax> Values { get; } = values;
}
