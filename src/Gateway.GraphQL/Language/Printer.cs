namespace Gateway.GraphQL.Language;

/// <summary>Placeholder until the printer lands.</summary>
public static class Printer
{
    public static string Print(Syntax.SyntaxNode node) => node.ToString()!;
}
