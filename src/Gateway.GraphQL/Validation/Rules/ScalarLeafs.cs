using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Validation.Rules;

/// <summary>Something is selected of what has fields, and nothing of what has none.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Leaf-Field-Selections</remarks>
internal sealed class ScalarLeafs(ValidationRun run) : Rule(run)
{
    public override void EnterField(FieldSyntax field, NamedType? parent, FieldDefinition? definition)
    {
        if (definition is null)
        {
            return;
        }

        if (definition.Type.Named.IsLeaf && field.SelectionSet is { } selectionSet)
        {
            Run.Report($"Field \"{field.Name}\" must not have a selection since type \"{definition.Type}\" has no subfields.", selectionSet);
        }
        else if (!definition.Type.Named.IsLeaf && field.SelectionSet is null)
        {
            Run.Report(
                $"Field \"{field.Name}\" of type \"{definition.Type}\" must have a selection of subfields. "
                + $"Did you mean \"{field.Name} {{ ... }}\"?",
                field);
        }
    }
}
