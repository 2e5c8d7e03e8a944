using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Validation;

/// <summary>What one operation or fragment uses by itself, in the order of the document.</summary>
internal sealed class DefinitionUses
{
    public List<VariableUse> Variables { get; } = [];

    public List<FragmentSpreadSyntax> Spreads { get; } = [];
}
