using System.Runtime.CompilerServices;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Memo;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;
using Gateway.Linear;
using Gateway.Stitching.Explaining;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Normalizing;

namespace Gateway.Stitching.Sources;

/// <summary>Answers one run from records, and books what they lack.</summary>
/// <remarks>Has one owner. What a run has seen of an entity stays as it was for that run, so that it sees one picture and ends.</remarks>
internal sealed class RecordSource : IFieldSource
{
    private readonly RecordReader _reader;
    private readonly IRecordStore _store;
    private readonly OperationRun _run;
    private readonly FieldStep?[] _steps;
    private readonly CallerPath _paths;
    private readonly long _now;
    private readonly AgeRule _notFoundAges;
    private readonly ValueFinder _finder;
    private readonly ReadingWorld _world;
    private FieldStep? _told;
    private BookingList? _bookings;
    private BookingList? _refreshes;

    public RecordSource(
        RecordReader reader, CallerScope caller, OperationRun run, long now, TimeSpan notFoundMaxAge, CacheDemand demand = default, Explanation? explanation = null)
    {
        _reader = reader;
        _store = reader.Store;
        Caller = caller;
        _run = run;
        _now = now;
        _world = reader.World;
        Vanished = new VanishedFields(run, _world.Vanished);
        _notFoundAges = new AgeRule((long)notFoundMaxAge.TotalMilliseconds, 0, 0);
        _steps = run.Variant.ArgumentSlots == 0 ? [] : new FieldStep?[run.Variant.ArgumentSlots];
        _paths = new CallerPath(StepOf);
        Harvests = new HarvestList(_store);
        Views = new ViewTable(reader, caller.Scope, Harvests, run.Variant.ExpectedObjects, _world.Feed);
        Demand = demand;
        _finder = new ValueFinder(reader, caller.Scope, Harvests, demand, now) { Explanation = explanation };
        Restart();
    }

    /// <summary>Whose view it is.</summary>
    public CallerScope Caller { get; }

    /// <summary>What the walk lacked.</summary>
    public BookingList Bookings => _bookings ??= new BookingList(_reader.Model, StepOf, Harvests.WasOvertaken, _now);

    /// <summary>What was fetched for this run.</summary>
    public HarvestList Harvests { get; }

    /// <summary>The entities that the run has seen.</summary>
    public ViewTable Views { get; }

    /// <summary>What a mutation answered: it counts before all that is known, and whatever is invalidated since. Null, the default, for a query.</summary>
    public Harvest? Pinned
    {
        get => _finder.Pinned;
        set => _finder.Pinned = value;
    }

    /// <summary>What the root field of a subscription leads to: the entity that an event is about. Null, the default, for all else.</summary>
    public EntityKey? Told { get; init; }

    /// <summary>For whom the upstream is asked for what is lacking.</summary>
    public UpstreamPriority Priority { get; init; }

    /// <summary>What the caller asks of the age of values.</summary>
    public CacheDemand Demand { get; }

    /// <summary>Told where values come from; null if nobody asked.</summary>
    public Explanation? Explanation => _finder.Explanation;

    /// <summary>What the answer of the last walk was made of; null if it must not be kept, or nobody wanted to know: <see cref="Trace"/>.</summary>
    public MemoBasis? Basis => Harvests.IsEmpty && !HasRefreshes && !Vanished.HasWarnings && !IsStale
        ? _finder.Trace?.ToBasis(Views, _store, Caller.Scope, _finder.Floors, OldestAt)
        : null;

    /// <summary>What the last walk found old, and served once more; empty if nothing.</summary>
    public IReadOnlyList<Refresh> Refreshes => _refreshes?.ToRefreshes(Views) ?? [];

    /// <summary>What the upstream does not offer any more.</summary>
    public VanishedFields Vanished { get; }

    /// <summary>Whether the last walk found anything old.</summary>
    public bool HasRefreshes => _refreshes?.Current.Count > 0;

    /// <summary>Whether the last walk served something older than it would have if the upstream did not fail.</summary>
    public bool IsStale => _finder.IsStale;

    /// <summary>When the oldest value of the last walk was fetched, in milliseconds of Unix time; far in the future if it read none.</summary>
    public long OldestAt => _finder.OldestAt;

    /// <summary>What the last walk was made of.</summary>
    public CacheUse Use => IsStale ? CacheUse.Stale
        : Pinned is not null ? CacheUse.Changed
        : Harvests.IsEmpty ? HasRefreshes ? CacheUse.Revalidated : CacheUse.Hit
        : Harvests.WasWithheld ? CacheUse.Withheld
        : _finder.HasKnown ? CacheUse.Partial
        : CacheUse.Miss;

    /// <summary>The sequence number from before the run read anything.</summary>
    public long Sequence { get; private set; }

    /// <summary>Whether something the run has seen was invalidated since, so that it must not be served any more.</summary>
    public bool IsOvertaken => Sequence != _store.Sequence && Views.IsAnyInvalidatedAfter(Sequence);

    public static SourceValue Root { get; } = SourceValue.Object(EntityView.Root);

    /// <summary>Forgets what the run has seen, so that it sees what is there now.</summary>
    public void Restart()
    {
        Sequence = _finder.Restart();
        Views.Clear();
    }

    /// <summary>Has what is read noted from now on, so that the answer can be kept.</summary>
    /// <param name="memo">Where the answer is to be kept.</param>
    public void Trace(ResponseMemo memo) => _finder.Trace = new ReadTrace(memo, _world);

    /// <summary>Begins another walk.</summary>
    public void BeginWalk()
    {
        _bookings?.Clear();
        _refreshes?.Clear();
        Vanished.Clear();
        _finder.BeginWalk();
    }

    /// <summary>Takes over what was fetched for bookings of this run.</summary>
    public void Add(IReadOnlyCollection<Booking> bookings, IReadOnlyList<Harvest> harvests)
    {
        Harvests.Add(harvests);
        Bookings.Note(bookings);
        Views.NoteFetched(bookings.Select(booking => booking.Key.Entity));
    }

    public SourceValue Resolve(OperationRun run, in SourceValue parent, FieldPlan field)
    {
        var step = StepOf(field)!;
        if (Vanished.Has(step))
        {
            return Vanished.Answer(step.Model.Definition);
        }

        return parent.Reference switch
        {
            EntityView { IsRoot: true } when step.Lookup is { } key => ResolveLookup(key, step, field),
            EntityView { IsRoot: true } => ResolveField(Views.Get(EntityKey.OfRoot(step.Key)), step),
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

    public ObjectType? TypeOf(in SourceValue value, NamedType declared, out string? problem) => AnswerTypes.Of(_reader.Model, value, out problem);

    public string? ForeignTypeOf(in SourceValue value) => AnswerTypes.ForeignOf(_reader.Model, value);

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

    /// <summary>What is known of a field of the plan in this run; null if its arguments are wrong.</summary>
    public FieldStep? StepOf(FieldPlan field)
    {
        if (Told is { } told && ReferenceEquals(field.Definition.DeclaringType, _reader.Model.Schema.Subscription))
        {
            return _told ??= _reader.CreateStep(field, told);
        }

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

    private SourceValue ResolveLookup(EntityKey key, FieldStep step, FieldPlan field)
    {
        var view = Views.Get(key);
        var found = Read(view, FieldKey.Alias, [], view.Type!.Ages, out var alias);
        if (found != Reading.Missing
            && (alias.Sequence >= _store.InvalidatedAt(alias.Value.Link.Key) || IsExhausted(key, FieldKey.Alias)))
        {
            view = Views.Get(alias.Value.Link.Key);
        }
        else
        {
            found = Reading.Found;
        }

        var id = _reader.Model.Of(view.Type!.Type.Field("id")!);
        if (Read(view, FieldKey.NotFound, step.Tags, _notFoundAges, out var missing) != Reading.Missing
            && !(Read(view, id.Key, [], AgeRule.Endless, out var known) != Reading.Missing && known.Sequence > missing.Sequence))
        {
            return Fail(NotFound.ToFault(missing.Value));
        }

        bool isExhausted = IsExhausted(key, id.Key);
        var there = _finder.Find(view, id.Key, [], Views.AgesOf(view, id), _bookings, out var identity, out var origin);
        if (there != Reading.Missing || (isExhausted && Harvests.TryGet(view.Key, id.Key, [], true, out _)))
        {
            if (found == Reading.Old || there == Reading.Old)
            {
                RefreshesToBook.AddLookup(key, id.Key, field);
            }

            Explanation?.Serve(_run, view.Key, identity, origin, _now);
            return SourceValue.Object(view);
        }

        return (Harvests.Fault(view.Key, isExhausted ? [] : step.Tags) ?? Harvests.Outage(key)) is { } fault
            ? Fail(fault)
            : Bookings.AddLookup(key, id.Key, field);
    }

    private SourceValue ResolveField(EntityView view, FieldStep step)
    {
        if (step.Model.IsId)
        {
            return SourceValue.Leaf(view);
        }

        // Nothing was lacking so far, as in nearly every run: then what is fresh can be taken from where it lies.
        if (_bookings is null && _finder.IsPlain && view.Record is { } record)
        {
            ref readonly var known = ref record.Find(step.Key);
            if (!Unsafe.IsNullRef(in known) && _finder.TakesFresh(view, step.Tags, Views.AgesOf(view, step.Model), known))
            {
                return Convert(known.Value, known.Sequence);
            }
        }

        var reading = _finder.Find(view, step.Key, step.Tags, Views.AgesOf(view, step.Model), _bookings, out var entry, out var origin);
        if (reading != Reading.Missing)
        {
            Explanation?.Serve(_run, view.Key, entry, origin, _now);
            if (reading == Reading.Old)
            {
                RefreshesToBook.AddKnown(_run);
            }

            return Convert(entry.Value, entry.Sequence);
        }

        if (Harvests.Outage(Bookings.FetchedFor(view.Key, step.Key)) is { } outage)
        {
            return Fail(outage);
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
        if (step.Model.IsEdges && value[PageParts.NodesKey].Kind == FieldValueKind.List)
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
        : SourceValue.Object(Views.Get(key));

    private Reading Read(EntityView view, FieldKey key, CacheTag[] tags, in AgeRule ages, out RecordEntry entry) =>
        _finder.Find(view, key, tags, ages, _bookings, out entry, out _);

    private bool IsExhausted(EntityKey entity, FieldKey field) => _bookings?.IsExhausted(entity, field) == true;

    private BookingList RefreshesToBook => _refreshes ??= new BookingList(_reader.Model, StepOf, static _ => false, _now);
}
