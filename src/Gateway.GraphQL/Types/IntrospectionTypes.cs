using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Makes the types that a schema is described with.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Schema-Introspection.Schema-Introspection-Schema</remarks>
internal static class IntrospectionTypes
{
    private static readonly ImmutableArray<string> Kinds =
        ["SCALAR", "OBJECT", "INTERFACE", "UNION", "ENUM", "INPUT_OBJECT", "LIST", "NON_NULL"];

    private static readonly ImmutableArray<string> Locations =
    [
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION",
        "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT",
        "INPUT_FIELD_DEFINITION",
    ];

    public static ImmutableArray<NamedType> Make(TypeRef text, TypeRef boolean)
    {
        var schema = Object("__Schema", "What a service can do: its types, its directives, and where operations begin.");
        var type = Object("__Type", "A type: a named one, or a list or non-null of another. What does not apply to its kind is null.");
        var kind = Enum("__TypeKind", "What kind of type a type is.", Kinds);
        var field = Object("__Field", "A field of an object or interface.");
        var input = Object("__InputValue", "An argument or an input field. Its default value is in the language of GraphQL documents.");
        var value = Object("__EnumValue", "One value of an enum.");
        var directive = Object("__Directive", "A directive, where it may stand and what arguments it has.");
        var location = Enum("__DirectiveLocation", "A kind of place where directives may stand.", Locations);

        schema.Fields =
        [
            Field(schema, "description", text),
            Field(schema, "types", Required(ListOf(type))),
            Field(schema, "queryType", Required(type.Reference)),
            Field(schema, "mutationType", type.Reference),
            Field(schema, "subscriptionType", type.Reference),
            Field(schema, "directives", Required(ListOf(directive))),
        ];
        type.Fields =
        [
            Field(type, "kind", Required(kind.Reference)),
            Field(type, "name", text),
            Field(type, "description", text),
            Field(type, "specifiedByURL", text),
            Field(type, "fields", ListOf(field), IncludeDeprecated(boolean)),
            Field(type, "interfaces", ListOf(type)),
            Field(type, "possibleTypes", ListOf(type)),
            Field(type, "enumValues", ListOf(value), IncludeDeprecated(boolean)),
            Field(type, "inputFields", ListOf(input), IncludeDeprecated(boolean)),
            Field(type, "ofType", type.Reference),
            Field(type, "isOneOf", boolean),
        ];
        field.Fields =
        [
            Field(field, "name", Required(text)),
            Field(field, "description", text),
            Field(field, "args", Required(ListOf(input)), IncludeDeprecated(boolean)),
            Field(field, "type", Required(type.Reference)),
            Field(field, "isDeprecated", Required(boolean)),
            Field(field, "deprecationReason", text),
        ];
        input.Fields =
        [
            Field(input, "name", Required(text)),
            Field(input, "description", text),
            Field(input, "type", Required(type.Reference)),
            Field(input, "defaultValue", text),
            Field(input, "isDeprecated", Required(boolean)),
            Field(input, "deprecationReason", text),
        ];
        value.Fields =
        [
            Field(value, "name", Required(text)),
            Field(value, "description", text),
            Field(value, "isDeprecated", Required(boolean)),
            Field(value, "deprecationReason", text),
        ];
        directive.Fields =
        [
            Field(directive, "name", Required(text)),
            Field(directive, "description", text),
            Field(directive, "isRepeatable", Required(boolean)),
            Field(directive, "locations", Required(ListOf(location))),
            Field(directive, "args", Required(ListOf(input)), IncludeDeprecated(boolean)),
        ];
        return [schema, type, kind, field, input, value, directive, location];
    }

    private static ObjectType Object(string name, string description) => new(name, description) { IsBuiltIn = true };

    private static EnumType Enum(string name, string description, ImmutableArray<string> values) =>
        new(name, description) { IsBuiltIn = true, Values = [.. values.Select(value => new EnumValueDefinition(value, null))] };

    private static FieldDefinition Field(ObjectType owner, string name, TypeRef type, params ImmutableArray<InputDefinition> arguments) =>
        new(name, null) { DeclaringType = owner, Type = type, Arguments = arguments };

    private static NonNullTypeRef Required(TypeRef type) => new(type);

    private static ListTypeRef ListOf(NamedType type) => new(Required(type.Reference));

    private static InputDefinition IncludeDeprecated(TypeRef boolean) =>
        new("includeDeprecated", null) { Type = Required(boolean), DefaultValue = new BooleanValueSyntax(0, false) };
}
