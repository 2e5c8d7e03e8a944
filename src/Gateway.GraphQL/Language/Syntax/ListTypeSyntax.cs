namespace Gateway.GraphQL.Language.Syntax;

public sealed class ListTypeSyntax(int start, TypeSyntax itemType) : TypeSyntax(start)
{
    public TypeSyntax ItemType { get; } = itemType;

    public override string ToString() => $"[{ItemType}]";
}
