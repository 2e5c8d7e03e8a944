using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

/// <summary>A type with fields: an object or an interface.</summary>
public abstract class FieldsTypeSyntax(
    int start,
    StringValueSyntax? description,
    bool isExtension,
    NameSyntax name,
    ImmutableArray<NamedTypeSyntax> interfaces,
    ImmutableArray<DirectiveSyntax> directives,
    ImmutableArray<FieldDefinitionSyntax> fields) : TypeDefinitionSyntax(start, description, isExtension, name, directives)
{
    public ImmutableArray<NamedTypeSyntax> Interfaces { get; } = interfaces;

    public ImmutableArray<FieldDefinitionSyntax> Fields { get; } = fields;
}
