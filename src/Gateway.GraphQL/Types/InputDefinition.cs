using System.Collections.Immutable;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>An argument or an input field.</summary>
public sealed class InputDefinition(string name, string? description)
{
    public string Name { get; } = name;

    public string? Description { get; } = description;

    public TypeRef Type { get; internal set; } = null!;

    /// <summary>As it was written; null if there is none.</summary>
    public ValueSyntax? DefaultValue { get; internal init; }

    public ImmutableArray<DirectiveSyntax> Directives { get; internal init; } = [];

    /// <summary>The reason given by <c>@deprecated</c>; null if it is not deprecated.</summary>
    public string? DeprecationReason { get; internal init; }

    /// <summary>Non-null and without a default: it must be given.</summary>
    public bool IsRequired => Type is NonNullTypeRef && DefaultValue is null;
}
