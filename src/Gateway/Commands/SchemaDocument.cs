using System.Collections.Immutable;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.Commands;

/// <summary>Turns a schema back into a document: one definition of each type, its extensions included.</summary>
internal static class SchemaDocument
{
    public static DocumentSyntax Of(Schema schema) => new(new SourceText(default),
    [
        Definition(schema),
        .. schema.DirectiveDefinitions.Where(directive => !directive.IsBuiltIn).Select(Definition),
        .. schema.Types.Where(type => !type.IsBuiltIn).Select(Definition),
    ]);

    private static SchemaSyntax Definition(Schema schema) => new(0, Text(schema.Description), false, schema.Directives,
    [
        .. from kind in Enum.GetValues<OperationKind>()
           where schema.Root(kind) is not null
           select new RootTypeSyntax(0, kind, Reference(schema.Root(kind)!)),
    ]);

    private static DefinitionSyntax Definition(DirectiveDefinition directive) => new DirectiveDefinitionSyntax(
        0,
        Text(directive.Description),
        Name(directive.Name),
        Inputs(directive.Arguments),
        directive.IsRepeatable,
        [.. directive.Locations.Select(Name)]);

    private static DefinitionSyntax Definition(NamedType type)
    {
        var (description, name, directives) = (Text(type.Description), Name(type.Name), type.Directives);
        return type switch
        {
            ObjectType of => new ObjectTypeSyntax(0, description, false, name, Interfaces(of), directives, Fields(of)),
            InterfaceType of => new InterfaceTypeSyntax(0, description, false, name, Interfaces(of), directives, Fields(of)),
            UnionType of => new UnionTypeSyntax(0, description, false, name, directives, [.. of.Members.Select(Reference)]),
            EnumType of => new EnumTypeSyntax(0, description, false, name, directives, [.. of.Values.Select(Value)]),
            InputObjectType of => new InputObjectTypeSyntax(0, description, false, name, directives, Inputs(of.Fields)),
            _ => new ScalarTypeSyntax(0, description, false, name, directives),
        };
    }

    private static ImmutableArray<NamedTypeSyntax> Interfaces(FieldsType type) => [.. type.Interfaces.Select(Reference)];

    private static ImmutableArray<FieldDefinitionSyntax> Fields(FieldsType type) =>
        [.. type.Fields.Select(field => new FieldDefinitionSyntax(
            0, Text(field.Description), Name(field.Name), Inputs(field.Arguments), Reference(field.Type), field.Directives))];

    private static ImmutableArray<InputValueDefinitionSyntax> Inputs(ImmutableArray<InputDefinition> inputs) =>
        [.. inputs.Select(input => new InputValueDefinitionSyntax(
            0, Text(input.Description), Name(input.Name), Reference(input.Type), input.DefaultValue, input.Directives))];

    private static EnumValueDefinitionSyntax Value(EnumValueDefinition value) =>
        new(0, Text(value.Description), Name(value.Name), value.Directives);

    private static TypeSyntax Reference(TypeRef type) => type switch
    {
        NonNullTypeRef nonNull => new NonNullTypeSyntax(0, Reference(nonNull.Inner)),
        ListTypeRef list => new ListTypeSyntax(0, Reference(list.Item)),
        _ => Reference(type.Named),
    };

    private static NamedTypeSyntax Reference(NamedType type) => new(0, type.Name);

    private static NameSyntax Name(string name) => new(0, name);

    private static StringValueSyntax? Text(string? text) => text is null ? null : new StringValueSyntax(0, text, isBlock: true);
}
