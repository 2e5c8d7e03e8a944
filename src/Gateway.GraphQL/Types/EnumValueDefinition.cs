using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

public sealed class EnumValueDefinition(string name, string? description)
{
    public string Name { get; } = name;

    public string? Description { get; } = description;

    public ImmutableArray<DirectiveSyntax> Directives { get; internal init; } = [];

    /// <summary>The reason given by <c>@deprecated</c>; null if it is not deprecated.</summary>
    public string? DeprecationReason { get; internal init; }
}
