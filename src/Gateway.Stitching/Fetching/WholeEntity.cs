using Gateway.GraphQL.Types;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Fetching;

/// <summary>What an entity is likely to be asked for by whoever looks it up: all that is its own, and the links to what is not.</summary>
/// <remarks>
/// These are the cheap fields, lists without arguments such as reactions, and what can be read in no other way. The fragments of the upstream's own SDK,
/// which are made from the schema, ask for the same.
/// </remarks>
/// <param name="model">The schema's model.</param>
internal sealed class WholeEntity(GatewayModel model)
{
    /// <summary>A new selection of all of it.</summary>
    public FetchSelection Of(TypeModel type)
    {
        var selection = new FetchSelection(type.Type, type);
        foreach (var field in type.Fields)
        {
            if (field.IsCheap || IsListOfEntities(field))
            {
                Add(selection, field);
            }
        }

        return selection;
    }

    private void Add(FetchSelection selection, FieldModel field)
    {
        FetchSelection? below = null;
        if (field.Target is { } target)
        {
            below = new FetchSelection(target, target is ObjectType type ? model.Of(type) : null);
            if (field.Shape == FieldShape.Embedded)
            {
                Widening.Complete(model, below);
                AddLists(below);
            }
            else if (below.Model is { } entity && (field.IsList || !entity.HasLookup))
            {
                AddCheapFields(below, entity);
            }
        }

        selection.Add(new FetchField(field, field.Key, "{}"u8.ToArray()) { Below = below });
    }

    /// <summary>Adds the lists of entities that are part of an embedded object.</summary>
    private void AddLists(FetchSelection embedded)
    {
        foreach (var field in embedded.Model?.Fields.Where(IsListOfEntities) ?? [])
        {
            Add(embedded, field);
        }

        foreach (var below in embedded.Fields.Where(field => field.Model.Shape == FieldShape.Embedded).Select(field => field.Below!).Concat(embedded.Members))
        {
            if (below.Model is not { IsEntity: true })
            {
                AddLists(below);
            }
        }
    }

    private void AddCheapFields(FetchSelection selection, TypeModel type)
    {
        foreach (var field in type.CheapFields)
        {
            var below = field.Target is { } target ? new FetchSelection(target, target is ObjectType linked ? model.Of(linked) : null) : null;
            if (field.Shape == FieldShape.Embedded)
            {
                Widening.Complete(model, below!);
            }

            selection.Add(new FetchField(field, field.Key, "{}"u8.ToArray()) { Below = below });
        }
    }

    private static bool IsListOfEntities(FieldModel field) =>
        field is { Shape: FieldShape.Entity, IsList: true, IsKept: true, Definition.Arguments.IsEmpty: true }
        && !Stability.IsUnstable(field.Definition.Description);
}
