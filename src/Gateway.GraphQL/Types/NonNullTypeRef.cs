namespace Gateway.GraphQL.Types;

public sealed class NonNullTypeRef(TypeRef inner) : TypeRef
{
    /// <summary>A named type or a list.</summary>
    public TypeRef Inner { get; } = inner;

    public override NamedType Named { get; } = inner.Named;

    public override string ToString() => $"{Inner}!";
}
