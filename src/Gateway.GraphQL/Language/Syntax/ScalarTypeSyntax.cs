using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

public sealed class ScalarTypeSyntax(
    int start, StringValueSyntax? description, bool isExtension, NameSyntax name, ImmutableArray<DirectiveSyntax> directives)
    : TypeDefinitionSyntax(start, description, isExtension, name, directives);
