namespace Gateway.GraphQL.Language.Syntax;

public sealed class VariableSyntax(int start, string name) : ValueSyntax(start)
{
    /// <summary>The name without the dollar sign.</summary>
    public string Name { get; } = name;

    /// <summary>Where the name begins: white space may stand between it and the dollar sign.</summary>
    internal int NameStart { get; init; } = start + 1;
}
