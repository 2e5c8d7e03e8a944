using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;
using Gateway.Stitching.Normalizing;

namespace Gateway.Stitching.Sources;

/// <summary>Answers one run from records, and books what they lack.</summary>
/// <remarks>Has one owner. What a run has seen of an entity stays as it was for that run, so that it sees one picture and ends.</remarks>
internal sealed class RecordSource : IFieldSource
{
    private readonly RecordReader _reader;
    private readonly IRecordStore _store;
    private readonly CacheScope _scope;
    private readonly OperationRun _run;
    private readonly FieldStep?[] _steps;
    private readonly Dictionary<EntityKey, EntityView> _views = [];
    private readonly CallerPath _paths;
    private readonly long _now;
    private readonly long _notFoundMaxAge;

    public RecordSource(RecordReader reader, CacheScope scope, OperationRun run, long now, TimeSpan notFoundMaxAge)
    {
        _reader = reader;
        _store = reader.Store;
        _scope = scope;
        _run = run;
        _now = now;
        _notFoundMaxAge = (long)notFoundMaxAge.TotalMilliseconds;
        _steps = run.Variant.ArgumentSlots == 0 ? [] : new FieldStep?[run.Variant.ArgumentSlots];
        _paths = new CallerPath(StepOf);
        Harvests = new HarvestList(_store);
        Bookings = new BookingList(reader.Model, StepOf, Harvests.WasOvertaken, now);
        Restart();
    }

    /// <summary>What the walk lacked.</summary>
    public BookingList Bookings { get; }

    /// <summary>What was fetched for this run.</summary>
    public HarvestList Harvests { get; }

    /// <summary>The sequence number from before the run read anything.</summary>
    public long Sequence { get; private set; }

    public static SourceValue Root { get; } = SourceValue.Object(EntityView.Root);

    /// <summary>Whether something the run has seen was invalidated since, so that it must not be served any more.</summary>
    public bool IsOvertaken
    {
        get
        {
            if (Sequence == _store.Sequence)
            {
                return false;
            }

            foreach (var key in _views.Keys)
            {
                if (_store.InvalidatedAt(key) > Sequence)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Forgets what the run has seen, so that it sees what is there now.</summary>
    public void Restart()
    {
        Sequence = _store.Sequence;
        _views.Clear();
    }

    /// <summary>Takes over a record that was read from where it is shared.</summary>
    public void Provide(EntityKey key, EntityRecord record) => ViewOf(key).Record = record;

    public SourceValue Resolve(OperationRun run, in SourceValue parent, FieldPlan field)
    {
        var step = StepOf(field)!;
        return parent.Reference switch
        {
            EntityView { IsRoot: true } when step.Lookup is { } key => ResolveLookup(key, step, field),
            EntityView { IsRoot: true } => ResolveField(ViewOf(EntityKey.OfRoot(step.Key)), step),
            EntityView view => ResolveField(view, step),
            PageEdges edges => ResolveEdge(edges, (int)parent.Number, step),
            EmbeddedObject value => ResolveEmbedded(value, parent.Number, step),
            _ => SourceValue.Null,
        };
    }

    public int Count(in SourceValue list) => list.Reference switch
    {
        FieldValue[] items => items.Length,
        PageEdges edges when edges.Page[PageParts.NodesKey] is { Kind: FieldValueKind.List } nodes => nodes.Items.Length,
        _ => 0,
    };

    public SourceValue Item(OperationRun run, in SourceValue list, int index) => list.Reference is PageEdges edges
        ? new SourceValue(ValueKind.Object, edges, index)
        : Convert(((FieldValue[])list.Reference!)[index], list.Number);

    public ObjectType? TypeOf(in SourceValue value, NamedType declared, out string? problem)
    {
        string name = value.Reference switch
        {
            EntityView view => view.Key.Type,
            EmbeddedObject embedded => embedded.TypeName,
            _ => "",
        };
        problem = $"The upstream answered with an object of type \"{name}\", which this gateway does not know.";
        return _reader.Model.Schema.Type(name) as ObjectType;
    }

    public string? WriteLeaf(in SourceValue leaf, NamedType type, ResponseBuffer output)
    {
        if (leaf.Reference is byte[] blob)
        {
            output.Append(blob.AsSpan(leaf.Offset, leaf.Length));
        }
        else
        {
            output.AppendJsonString(((EntityView)leaf.Reference!).Key.Id);
        }

        return null;
    }

    private SourceValue ResolveLookup(EntityKey key, FieldStep step, FieldPlan field)
    {
        var view = ViewOf(key);
        if (TryRead(view, FieldKey.Alias, [], (long)_reader.Model.TypeNamed(key.Type)!.MaxAge.TotalMilliseconds, out var alias)
            && (alias.Sequence >= _store.InvalidatedAt(alias.Value.Link.Key) || Bookings.IsExhausted(key, FieldKey.Alias)))
        {
            view = ViewOf(alias.Value.Link.Key);
        }

        var id = _reader.Model.Of(view.Type!.Type.Field("id")!);
        if (TryRead(view, FieldKey.NotFound, step.Tags, _notFoundMaxAge, out var missing)
            && !(TryRead(view, id.Key, [], long.MaxValue, out var known) && known.Sequence > missing.Sequence))
        {
            return Fail(NotFound.ToFault(missing.Value));
        }

        bool isExhausted = Bookings.IsExhausted(key, id.Key);
        if (TryRead(view, id.Key, [], (long)id.MaxAge.TotalMilliseconds, out _)
            || (isExhausted && Harvests.TryGet(view.Key, id.Key, [], true, out _)))
        {
            return SourceValue.Object(view);
        }

        return Harvests.Fault(view.Key, isExhausted ? [] : step.Tags) is { } fault
            ? Fail(fault)
            : Bookings.AddLookup(key, id.Key, field);
    }

    private SourceValue ResolveField(EntityView view, FieldStep step)
    {
        if (step.Model.Definition.Name == "id")
        {
            return SourceValue.Leaf(view);
        }

        if (TryRead(view, step.Key, step.Tags, step.MaxAge, out var entry))
        {
            return Convert(entry.Value, entry.Sequence);
        }

        if (Harvests.Fault(view.Key, []) is { } fault)
        {
            // The upstream knows no such entity: then the link that led here is old, or it lies.
            return Harvests.TryGet(view.Key, FieldKey.NotFound, [], false, out _)
                ? Bookings.AddHolder(_run, fault)
                : Fail(fault);
        }

        return Bookings.AddCurrent(_run);
    }

    private SourceValue ResolveEmbedded(EmbeddedObject value, long sequence, FieldStep step)
    {
        if (step.Model.Definition.Name == "edges" && value[PageParts.NodesKey].Kind == FieldValueKind.List)
        {
            return SourceValue.List(new PageEdges(value, sequence));
        }

        var found = value[step.Key];
        return found.Kind == FieldValueKind.None ? Bookings.AddCurrent(_run) : Convert(found, sequence);
    }

    private SourceValue ResolveEdge(PageEdges edges, int index, FieldStep step)
    {
        var list = edges.Page[step.Model.Definition.Name == "node" ? PageParts.NodesKey : PageParts.CursorsKey];
        return list.Kind == FieldValueKind.List ? Convert(list.Items[index], edges.Sequence) : Bookings.AddCurrent(_run);
    }

    private SourceValue Convert(in FieldValue value, long sequence) => value.Kind switch
    {
        FieldValueKind.Leaf => new SourceValue(ValueKind.Leaf, value.Blob, value.Offset, value.Length),
        FieldValueKind.Link => Follow(value.Link.Key, sequence),
        FieldValueKind.List => new SourceValue(ValueKind.List, value.Items, sequence),
        FieldValueKind.Object => new SourceValue(ValueKind.Object, value.Object, sequence),
        FieldValueKind.Error => Fail((FieldFault)value.Error),
        _ => SourceValue.Null,
    };

    private SourceValue Fail(FieldFault fault)
    {
        for (int i = _run.Frames.Length - 1; i >= 0; i--)
        {
            if (_run.Frames[i].Field is { } field)
            {
                return SourceValue.Error(_paths.Translate(fault, field));
            }
        }

        return SourceValue.Error(fault);
    }

    private SourceValue Follow(EntityKey key, long sequence) => sequence < _store.RemovedAt(key)
        ? Bookings.AddCurrent(_run)
        : SourceValue.Object(ViewOf(key));

    private bool TryRead(
        EntityView view, FieldKey key, Caching.Invalidation.CacheTag[] tags, long maxAge, out RecordEntry entry)
    {
        bool wasFetched = Bookings.WasFetched(view.Key, key);
        if ((!wasFetched && IsUsable(view.Record, key, tags, maxAge, out entry)) || Harvests.TryGet(view.Key, key, tags, false, out entry))
        {
            return true;
        }

        if (Harvests.IsEmpty)
        {
            return false;
        }

        // What was fetched may have been overtaken by an invalidation; then someone else may have brought the new value meanwhile.
        return (IsUsable(_store.Peek(_scope, view.Key), key, tags, maxAge, out entry) && entry.FetchedAt >= _now)
            || (Bookings.IsExhausted(view.Key, key) && Harvests.TryGet(view.Key, key, tags, true, out entry));
    }

    private bool IsUsable(EntityRecord? record, FieldKey key, Caching.Invalidation.CacheTag[] tags, long maxAge, out RecordEntry entry)
    {
        entry = default;
        return record is not null
            && record.TryGet(key, out entry)
            && entry.IsFresh(_now, maxAge)
            && HarvestList.IsValid(tags, entry.Sequence);
    }

    private EntityView ViewOf(EntityKey key)
    {
        if (!_views.TryGetValue(key, out var view))
        {
            view = new EntityView(key, _reader.Model.TypeNamed(key.Type), _store.Peek(_scope, key));
            _views.Add(key, view);
        }

        return view;
    }

    private FieldStep? StepOf(FieldPlan field)
    {
        int slot = field.Arguments.Slot;
        if (slot < 0)
        {
            return _reader.ConstantStep(field);
        }

        if (_steps[slot] is null && _run.Arguments(field) is { IsEmpty: false } arguments)
        {
            _steps[slot] = _reader.CreateStep(field, arguments);
        }

        return _steps[slot];
    }
}
