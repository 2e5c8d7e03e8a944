using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Planning;

/// <summary>Finds fields by name, those of introspection included.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Introspection</remarks>
internal static class Introspection
{
    /// <summary>The field of a validated selection.</summary>
    public static (FieldDefinition Definition, MetaField Meta) Find(Schema schema, ObjectType type, string name)
    {
        if (type.Field(name) is { } field)
        {
            return (field, MetaField.None);
        }

        var text = new NonNullTypeRef(schema.Type("String")!.Reference);
        return name switch
        {
            "__schema" => (Meta(name, new NonNullTypeRef(schema.Type("__Schema")!.Reference), []), MetaField.Schema),
            "__type" => (Meta(name, schema.Type("__Type")!.Reference, [new InputDefinition("name", null) { Type = text }]), MetaField.Type),
            _ => (Meta(name, text, []), MetaField.TypeName),
        };
    }

    private static FieldDefinition Meta(string name, TypeRef type, System.Collections.Immutable.ImmutableArray<InputDefinition> arguments) =>
        new(name, null) { Type = type, Arguments = arguments };
}
