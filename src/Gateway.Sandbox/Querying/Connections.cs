using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;
using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Querying;

/// <summary>Answers connection fields: hides, filters, orders and cuts.</summary>
internal sealed class Connections(Snapshot snapshot, DateTimeOffset now)
{
    private readonly FilterCompiler _filters = new(snapshot, now);

    /// <param name="type">The type of the nodes.</param>
    /// <param name="newest">The entities in question, newest first; null for all of the type.</param>
    /// <param name="field">The connection's field.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="InvalidArgumentException">An argument is out of range.</exception>
    public Page Answer(string type, IReadOnlyList<Entity>? newest, FieldPlan field, PageArguments arguments)
    {
        var table = snapshot.Table(type);
        var entities = newest ?? (arguments.ByUpdate ? table.Latest : table.Newest);
        bool showsArchived = arguments.IsTrue("includeArchived");
        bool showsDisabled = field.Definition.Argument("includeDisabled") is null || arguments.IsTrue("includeDisabled");
        var matches = Filter(table.Shape, field, arguments);
        var all = new List<Entity>();
        foreach (var entity in entities)
        {
            if ((showsArchived || !entity.IsArchived) && (showsDisabled || entity["active"] is true) && (matches is null || matches(entity)))
            {
                all.Add(entity);
            }
        }

        if (arguments.ByUpdate && newest is not null)
        {
            all.Sort(EntityOrder.Updated);
        }

        return Paging.Cut(all, arguments, table);
    }

    private Func<Entity?, bool>? Filter(EntityShape shape, FieldPlan field, PageArguments arguments) =>
        arguments.Filter.ValueKind == System.Text.Json.JsonValueKind.Object
            ? _filters.Compile((InputObjectType)field.Definition.Argument("filter")!.Type.Named, arguments.Filter, shape)
            : null;
}
