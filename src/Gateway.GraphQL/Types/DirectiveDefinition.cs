using System.Collections.Immutable;

namespace Gateway.GraphQL.Types;

/// <remarks>https://spec.graphql.org/September2025/#sec-Type-System.Directives</remarks>
public sealed class DirectiveDefinition(string name, string? description)
{
    public string Name { get; } = name;

    public string? Description { get; } = description;

    public ImmutableArray<InputDefinition> Arguments { get; internal set; } = [];

    public bool IsRepeatable { get; internal init; }

    /// <summary>Whether the specification defines it, so that SDL leaves it out.</summary>
    public bool IsBuiltIn { get; internal init; }

    /// <summary>Names such as <c>FIELD</c> or <c>ENUM_VALUE</c>, in the order of the SDL.</summary>
    public ImmutableArray<string> Locations { get; internal init; } = [];

    /// <summary>The argument of that name; null if there is none.</summary>
    public InputDefinition? Argument(string name) => Arguments.FirstOrDefault(argument => argument.Name == name);
}
