namespace Gateway.GraphQL.Language.Syntax;

public sealed class NullValueSyntax(int start) : ValueSyntax(start);
