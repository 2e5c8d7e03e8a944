namespace Gateway.GraphQL.Language.Syntax;

public sealed class NonNullTypeSyntax(int start, TypeSyntax nullableType) : TypeSyntax(start)
{
    /// <summary>A named type or a list.</summary>
    public TypeSyntax NullableType { get; } = nullableType;

    public override string ToString() => $"{NullableType}!";
}
