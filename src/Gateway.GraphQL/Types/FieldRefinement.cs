using System.Collections.Immutable;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;

namespace Gateway.GraphQL.Types;

/// <summary>Holds a field that an extension repeats to what the field is already: it may only add directives.</summary>
internal sealed class FieldRefinement(SchemaDraft draft)
{
    public bool Fits(
        string coordinate, (FieldDefinitionSyntax Syntax, SourceText Source) first, (FieldDefinitionSyntax Syntax, SourceText Source) again)
    {
        Place[] places = [new(first.Source, first.Syntax.Name), new(again.Source, again.Syntax.Name)];
        string type = first.Syntax.Type.ToString()!;
        if (type != again.Syntax.Type.ToString())
        {
            draft.Faults.Add($"Field \"{coordinate}\" of type \"{type}\" is extended with type \"{again.Syntax.Type}\".", places);
            return false;
        }

        string arguments = Signature(first.Syntax.Arguments);
        if (arguments != Signature(again.Syntax.Arguments))
        {
            draft.Faults.Add(
                $"Field \"{coordinate}\" with arguments \"{arguments}\" is extended with arguments \"{Signature(again.Syntax.Arguments)}\".",
                places);
            return false;
        }

        return true;
    }

    private static string Signature(ImmutableArray<InputValueDefinitionSyntax> arguments) =>
        $"({string.Join(", ", arguments.OrderBy(argument => argument.Name.Value, StringComparer.Ordinal).Select(Signature))})";

    private static string Signature(InputValueDefinitionSyntax argument) => argument.DefaultValue is { } value
        ? $"{argument.Name}: {argument.Type} = {LiteralText.PrintSorted(value)}"
        : $"{argument.Name}: {argument.Type}";
}
