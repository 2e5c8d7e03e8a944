using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

public sealed class InterfaceTypeSyntax(
    int start,
    StringValueSyntax? description,
    bool isExtension,
    NameSyntax name,
    ImmutableArray<NamedTypeSyntax> interfaces,
    ImmutableArray<DirectiveSyntax> directives,
    ImmutableArray<FieldDefinitionSyntax> fields)
    : FieldsTypeSyntax(start, description, isExtension, name, interfaces, directives, fields);
