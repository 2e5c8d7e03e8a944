using Gateway.Caching.Keys;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Sources;

namespace Gateway.Stitching.Mutations;

/// <summary>Writes the document of one mutation: what the caller selects, and the ids that tell what it made old.</summary>
internal static class MutationDocument
{
    /// <param name="model">The schema's model.</param>
    /// <param name="field">The mutation.</param>
    /// <param name="step">The mutation with its arguments known.</param>
    /// <param name="merger">Knows what is selected below.</param>
    /// <param name="arguments">Those of the caller.</param>
    public static FetchDocument Write(GatewayModel model, FieldPlan field, FieldStep step, SelectionMerger merger, ReadOnlyMemory<byte> arguments)
    {
        var root = model.Schema.Mutation!;
        var selection = new FetchSelection(root, model.Of(root));
        selection.Add(new FetchField(step.Model, step.Key, arguments) { Below = merger.Create(step).Below });
        merger.Add(selection, field);
        foreach (var rule in model.Mutations.Of(field.Definition).Where(rule => !rule.IsArgument))
        {
            AddPath(model, selection.Fields[0].Below!, rule.Path.AsSpan());
        }

        var key = step.Key;
        var need = new Need(new NeedKey(EntityKey.OfRoot(key), key), selection) { Coverage = selection };
        var writer = new DocumentWriter(model) { Kind = OperationKind.Mutation };
        writer.Write(new FetchGroup(null, selection, false) { Needs = { need } });
        return writer.ToDocument(isWidened: false) with { Points = Complexity.Of(selection) };
    }

    private static void AddPath(GatewayModel model, FetchSelection selection, ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            var field = model.Of(selection.Model!.Type.Field(name)!);
            if (selection.Field(field.Key) is not { } known)
            {
                selection.Add(known = new FetchField(field, field.Key, "{}"u8.ToArray()));
                known.Below = field.Target is ObjectType type ? new FetchSelection(type, model.Of(type)) : null;
            }

            if (known.Below is null)
            {
                return;
            }

            selection = known.Below;
        }
    }
}
