using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Planning;

/// <summary>Finds in a schema the types that a validated document names.</summary>
internal static class TypeFinder
{
    public static TypeRef Find(Schema schema, TypeSyntax syntax) => syntax switch
    {
        NonNullTypeSyntax nonNull => new NonNullTypeRef(Find(schema, nonNull.NullableType)),
        ListTypeSyntax list => new ListTypeRef(Find(schema, list.ItemType)),
        NamedTypeSyntax named => schema.Type(named.Name)!.Reference,
        _ => throw new InvalidOperationException("A type is a name, a list or non-null."),
    };
}
