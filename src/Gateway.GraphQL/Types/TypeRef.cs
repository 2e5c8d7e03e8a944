namespace Gateway.GraphQL.Types;

/// <summary>A type as a field, argument or variable names it: wrapped in lists and non-null, or bare.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Wrapping-Types</remarks>
public abstract class TypeRef
{
    private protected TypeRef()
    {
    }

    /// <summary>What is left when all wrappers are taken off.</summary>
    public abstract NamedType Named { get; }

    public bool IsNonNull => this is NonNullTypeRef;

    /// <summary>This type without its outer non-null.</summary>
    public TypeRef Nullable => this is NonNullTypeRef nonNull ? nonNull.Inner : this;

    public static bool AreEqual(TypeRef left, TypeRef right) => (left, right) switch
    {
        (NonNullTypeRef a, NonNullTypeRef b) => AreEqual(a.Inner, b.Inner),
        (ListTypeRef a, ListTypeRef b) => AreEqual(a.Item, b.Item),
        (NamedTypeRef a, NamedTypeRef b) => ReferenceEquals(a.Type, b.Type),
        _ => false,
    };
}
