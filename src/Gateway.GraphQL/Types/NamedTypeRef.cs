namespace Gateway.GraphQL.Types;

public sealed class NamedTypeRef(NamedType type) : TypeRef
{
    public NamedType Type { get; } = type;

    public override NamedType Named => Type;

    public override string ToString() => Type.Name;
}
