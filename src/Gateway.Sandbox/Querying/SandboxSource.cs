using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;
using Gateway.Sandbox.Data;
using Gateway.Sandbox.Limiting;

namespace Gateway.Sandbox.Querying;

/// <summary>Answers the fields of one request from one snapshot.</summary>
internal sealed class SandboxSource(Snapshot snapshot, RateStatus rates, DateTimeOffset now) : IFieldSource
{
    private readonly RootFields _roots = new(snapshot);
    private readonly Connections _connections = new(snapshot, now);

    /// <summary>What the one field of a mutation's or subscription's root answers; null, the default, for a query.</summary>
    public SourceValue Payload { get; init; } = SourceValue.Null;

    public SourceValue Resolve(OperationRun run, in SourceValue parent, FieldPlan field)
    {
        try
        {
            return parent.Reference switch
            {
                Entity entity => OfEntity(run, entity, field),
                Page page => OfPage(page, parent.Offset, field.Definition.Name),
                _ => OfRoot(run, field),
            };
        }
        catch (InvalidArgumentException problem)
        {
            return SourceValue.Error(Faults.InvalidArgument(problem));
        }
    }

    public int Count(in SourceValue list) => list.Reference is Page page ? page.Count : ((System.Collections.ICollection)list.Reference!).Count;

    public SourceValue Item(OperationRun run, in SourceValue list, int index) => list.Reference switch
    {
        Page page when list.Offset == EdgeList => new SourceValue(ValueKind.Object, page, index, 0),
        Page page => SourceValue.Object(page.Item(index)),
        IReadOnlyList<Entity> entities => SourceValue.Object(entities[index]),
        string[] texts => SourceValue.Leaf(texts[index]),
        double[] numbers => SourceValue.Leaf(numbers[index]),
        _ => SourceValue.Null,
    };

    public ObjectType? TypeOf(in SourceValue value, NamedType declared, out string? problem)
    {
        problem = null;
        return ((Entity)value.Reference!).Shape.Type;
    }

    public string? WriteLeaf(in SourceValue leaf, NamedType type, ResponseBuffer output) => LeafWriter.Write(leaf.Reference!, output);

    // Marks the list of a page's edges against that of its nodes.
    private const int EdgeList = 1;

    private SourceValue OfRoot(OperationRun run, FieldPlan field)
    {
        if (!ReferenceEquals(field.Definition.DeclaringType, run.Schema.Query))
        {
            return Payload;
        }

        if (field.Definition.Name == "rateLimitStatus")
        {
            return SourceValue.Object(rates.ToEntity(snapshot.Schema));
        }

        return WorldSchema.NodeOf(field.Definition.Type.Named) is { } node
            ? SourceValue.Object(_connections.Answer(node.Name, null, field, PageArguments.Read(run.Arguments(field))))
            : _roots.Answer(run, field);
    }

    private static SourceValue OfPage(Page page, int index, string name) => name switch
    {
        "nodes" => SourceValue.List(page),
        "edges" => new SourceValue(ValueKind.List, page, EdgeList, 0),
        "pageInfo" => SourceValue.Object(page),
        "node" => SourceValue.Object(page.Item(index)),
        "cursor" => SourceValue.Leaf(Cursor.Of(page.Item(index).Id)),
        "hasNextPage" => SourceValue.Leaf(page.HasNext),
        "hasPreviousPage" => SourceValue.Leaf(page.HasPrevious),
        "startCursor" => Leaf(page.StartCursor),
        _ => Leaf(page.EndCursor),
    };

    private SourceValue OfEntity(OperationRun run, Entity entity, FieldPlan field)
    {
        var binding = entity.Shape.Of(field.Definition);
        if (binding.IsConnection)
        {
            var arguments = PageArguments.Read(run.Arguments(field));
            var entities = ArgumentFields.Widen(snapshot, entity, binding, arguments) ?? snapshot.Collect(entity, binding);
            return SourceValue.Object(_connections.Answer(binding.Target, entities, field, arguments));
        }

        if (field.Definition.Arguments.Length > 0)
        {
            return ArgumentFields.Answer(snapshot, entity, binding, run.Arguments(field));
        }

        switch (binding.Role)
        {
            case FieldRole.Leaf or FieldRole.Mirror:
                object? value = snapshot.Leaf(entity, binding);
                return value is Array ? SourceValue.List(value) : Leaf(value);
            case FieldRole.Many:
                return SourceValue.List(snapshot.Collect(entity, binding));
            case FieldRole.Embedded when entity[binding.Slot] is Entity[] list:
                return SourceValue.List(list);
            default:
                return snapshot.Follow(entity, binding) is { } target ? SourceValue.Object(target) : SourceValue.Null;
        }
    }

    private static SourceValue Leaf(object? value) => value is null ? SourceValue.Null : SourceValue.Leaf(value);
}
