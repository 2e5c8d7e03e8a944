using System.Collections.Immutable;

namespace Gateway.GraphQL.Language.Syntax;

public sealed class DirectiveDefinitionSyntax(
    int start,
    StringValueSyntax? description,
    NameSyntax name,
    ImmutableArray<InputValueDefinitionSyntax> arguments,
    bool isRepeatable,
    ImmutableArray<NameSyntax> locations) : TypeSystemSyntax(start, description, false, [])
{
    public NameSyntax Name { get; } = name;

    public ImmutableArray<InputValueDefinitionSyntax> Arguments { get; } = arguments;

    public bool IsRepeatable { get; } = isRepeatable;

    /// <summary>Names such as <c>FIELD_DEFINITION</c>, in the order written.</summary>
    public ImmutableArray<NameSyntax> Locations { get; } = locations;
}
