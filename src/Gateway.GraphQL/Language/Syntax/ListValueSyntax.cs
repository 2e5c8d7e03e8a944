using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

public sealed class ListValueSyntax(int start, ImmutableArray<ValueSyntax> items) : ValueSyntax(start)
{
    public ImmutableArray<ValueSyntax> Items { get; } = items;
}
