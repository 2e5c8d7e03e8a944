using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

public sealed class ObjectValueSyntax(int start, ImmutableArray<ObjectFieldSyntax> fields) : ValueSyntax(start)
{
    public ImmutableArray<ObjectFieldSyntax> Fields { get; } = fields;
}
