namespace Gateway.GraphQL.Types;

public sealed class ListTypeRef(TypeRef item) : TypeRef
{
    public TypeRef Item { get; } = item;

    public override NamedType Named { get; } = item.Named;

    public override string ToString() => $"[{Item}]";
}
