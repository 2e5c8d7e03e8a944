namespace Gateway.GraphQL.Types;

/// <summary>The fields that may be selected without any type defining them.</summary>
/// <remarks>
/// https://spec.graphql.org/September2025/#sec-Type-Name-Introspection, https://spec.graphql.org/September2025/#sec-Schema-Introspection
/// </remarks>
public sealed class MetaFields
{
    internal MetaFields(NamedType text, NamedType schema, NamedType type)
    {
        TypeName = new FieldDefinition("__typename", "The name of the object's type.") { Type = new NonNullTypeRef(text.Reference) };
        Schema = new FieldDefinition("__schema", "What this service can do.") { Type = new NonNullTypeRef(schema.Reference) };
        Type = new FieldDefinition("__type", "One type of this service; null if there is none of that name.")
        {
            Type = type.Reference,
            Arguments = [new InputDefinition("name", null) { Type = new NonNullTypeRef(text.Reference) }],
        };
    }

    /// <summary><c>__typename: String!</c>, on every object, interface and union.</summary>
    public FieldDefinition TypeName { get; }

    /// <summary><c>__schema: __Schema!</c>, on the query root only.</summary>
    public FieldDefinition Schema { get; }

    /// <summary><c>__type(name: String!): __Type</c>, on the query root only.</summary>
    public FieldDefinition Type { get; }
}
