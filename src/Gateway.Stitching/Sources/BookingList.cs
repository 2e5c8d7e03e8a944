using Gateway.Caching.Keys;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Normalizing;

namespace Gateway.Stitching.Sources;

/// <summary>What the walks of one run lacked, and how often each was fetched for it already.</summary>
/// <param name="model">The schema's model.</param>
/// <param name="stepOf">What is known of a field of the plan in this run; null if its arguments are wrong.</param>
/// <param name="wasOvertaken">Whether the last fetch of an entity was overtaken by an invalidation.</param>
/// <param name="now">Milliseconds of Unix time.</param>
internal sealed class BookingList(GatewayModel model, Func<FieldPlan, FieldStep?> stepOf, Func<EntityKey, bool> wasOvertaken, long now)
{
    // Each further attempt means that an invalidation came while the last one was under way, or that the upstream left something out.
    private const int MaxAttempts = 3;

    // Nothing overtaken is ever served; an entity that changes as often as this while it is fetched is an error instead.
    private const int MaxOvertakenAttempts = 20;

    private static readonly FieldFault Exhausted =
        UpstreamFaults.Create("The upstream gave no value for this field that was still valid when it came.", "internal error");

    private readonly SelectionMerger _merger = new(model, stepOf);
    private readonly OrderedDictionary<NeedKey, Booking> _bookings = [];
    private readonly Dictionary<(EntityKey, FieldKey), int> _attempts = [];

    // What lies below a booking comes with it: fields that could not be asked for by themselves, and what a lookup brings besides the id.
    private readonly Dictionary<(EntityKey, FieldKey), (EntityKey Entity, FieldKey Field)> _passed = [];

    // The same for the wave that is being booked: only what is fetched in the end was an attempt.
    private readonly HashSet<(EntityKey Entity, FieldKey Field)> _wave = [];
    private readonly Dictionary<(EntityKey, FieldKey), (EntityKey Entity, FieldKey Field)> _wavePassed = [];

    public IReadOnlyCollection<Booking> Current => _bookings.Values;

    /// <summary>Begins the next wave.</summary>
    public void Clear()
    {
        _bookings.Clear();
        _wave.Clear();
        _wavePassed.Clear();
    }

    /// <summary>Notes that what is booked of some entities was fetched; what is booked of others was found elsewhere.</summary>
    public void Note(IReadOnlyCollection<Booking> fetched)
    {
        var entities = fetched.Select(booking => booking.Key.Entity).ToHashSet();
        foreach (var field in _wave.Where(field => entities.Contains(field.Entity)))
        {
            _attempts[field] = _attempts.GetValueOrDefault(field) + 1;
        }

        foreach (var (below, booked) in _wavePassed.Where(pair => entities.Contains(pair.Value.Entity)))
        {
            _passed[below] = booked;
        }
    }

    /// <summary>All that is booked, to be fetched anew behind the answer.</summary>
    public IReadOnlyList<Refresh> ToRefreshes(ViewTable views)
    {
        var refreshes = new List<Refresh>();
        foreach (var booking in Current)
        {
            var shared = new SharedBooking(booking, views.TargetOf(booking.Key.Entity));
            refreshes.Add(new Refresh(shared, views.Get(shared.Claimed).Record));
        }

        return refreshes;
    }

    /// <summary>The entity that was fetched for a field: the one itself, or the one above it that led there.</summary>
    public EntityKey FetchedFor(EntityKey entity, FieldKey field) => _passed.TryGetValue((entity, field), out var booked) ? booked.Entity : entity;

    /// <summary>Whether a field was fetched for this run, by itself or with what leads to it, so that a stored value is not good enough.</summary>
    public bool WasFetched(EntityKey entity, FieldKey field) =>
        _attempts.Count > 0 && (Attempts(entity, field) > 0 || _passed.ContainsKey((entity, field)));

    /// <summary>Whether a field is not fetched any more, so that the run takes what it has.</summary>
    public bool IsExhausted(EntityKey entity, FieldKey field)
    {
        if (_attempts.Count == 0)
        {
            return false;
        }

        var (bookedEntity, bookedField) = _passed.GetValueOrDefault((entity, field), (entity, field));
        return Math.Max(Attempts(entity, field), Attempts(bookedEntity, bookedField)) >= MaxAttempts;
    }

    /// <summary>Books an entity that a root field reads by its key.</summary>
    public SourceValue AddLookup(EntityKey entity, FieldKey id, FieldPlan field)
    {
        if (!Count(entity, id))
        {
            return SourceValue.Error(Exhausted);
        }

        _wavePassed[(entity, FieldKey.Alias)] = (entity, id);
        _wavePassed[(entity, FieldKey.NotFound)] = (entity, id);
        var type = model.TypeNamed(entity.Type)!.Type;
        var booking = BookingOf(new NeedKey(entity, null), type);
        booking.IsLookup = true;
        booking.IsDirect = true;
        foreach (var part in field.Selection!.For(type)?.Fields ?? [])
        {
            if (part.Meta == MetaField.None && stepOf(part) is { } step)
            {
                booking.Add(step, part);
            }
        }

        return SourceValue.Missing;
    }

    /// <summary>Books the field that is being resolved, or the nearest one above it that the upstream can be asked for.</summary>
    public SourceValue AddCurrent(OperationRun run)
    {
        if (run.Frames is [.., { Field: { } link, Value.Reference: EntityView { IsRoot: false } }, _] && stepOf(link) is { } step)
        {
            step.Model.MissedAt = now;
        }

        return Add(run, run.Frames.Length - 1, Exhausted);
    }

    /// <summary>Books the field that is being resolved although there is a value of it.</summary>
    public void AddKnown(OperationRun run) => Add(run, run.Frames.Length - 1, Exhausted);

    /// <summary>Books the field that holds the link to the current object, because it led to nothing.</summary>
    /// <param name="run">The run.</param>
    /// <param name="fault">The error if the link still leads to nothing when it was fetched again.</param>
    public SourceValue AddHolder(OperationRun run, FieldFault fault)
    {
        int holder = run.Frames.Length - 2;
        while (holder >= 0 && run.Frames[holder].Field is null)
        {
            holder--;
        }

        return Add(run, holder, fault);
    }

    private SourceValue Add(OperationRun run, int from, FieldFault fault)
    {
        var vanished = model.Drift.Vanished.Lookups;
        for (int i = from; i >= 0; i--)
        {
            ref readonly var frame = ref run.Frames[i];
            if (frame.Field is { } field
                && frame.Value.Reference is EntityView view
                && (view.IsRoot || (view.Type!.One is { } lookup && !vanished.Contains(lookup)))
                && stepOf(field) is { } step)
            {
                var entity = step.Lookup ?? (view.IsRoot ? EntityKey.OfRoot(step.Key) : view.Key);
                Pass(run.Frames[(i + 1)..(from + 1)], (entity, step.Key));
                bool isDirect = i == 1 && stepOf(run.Frames[0].Field!) is { Lookup: not null };
                return step.Lookup is null ? AddField(view, entity, step, field, isDirect, fault) : AddLookup(entity, step.Key, field);
            }
        }

        return SourceValue.Error(fault);
    }

    private SourceValue AddField(EntityView view, EntityKey entity, FieldStep step, FieldPlan field, bool isDirect, FieldFault fault)
    {
        // What a mutation left out is never asked for again: that would be the mutation once more.
        bool isRepeatable = !view.IsRoot || ReferenceEquals(step.Model.Definition.DeclaringType, model.Schema.Query);
        if (!isRepeatable || !Count(entity, step.Key))
        {
            return SourceValue.Error(fault);
        }

        var key = new NeedKey(entity, view.IsRoot ? step.Key : null);
        var booking = BookingOf(key, view.Type?.Type ?? model.Schema.Query);
        booking.IsDirect |= isDirect;
        booking.Add(step, field);
        if (!view.IsRoot && step.IsRepeatablePage)
        {
            view.Type!.FollowedPages.Note(booking.Selection.Field(step.Key)!, now);
        }

        return SourceValue.Missing;
    }

    private void Pass(ReadOnlySpan<WalkFrame> frames, (EntityKey, FieldKey) booked)
    {
        foreach (ref readonly var frame in frames)
        {
            if (frame.Field is { } field && frame.Value.Reference is EntityView { IsRoot: false } view && stepOf(field) is { } step)
            {
                _wavePassed[(view.Key, step.Key)] = booked;
            }
        }
    }

    private int Attempts(EntityKey entity, FieldKey field) => _attempts.GetValueOrDefault((entity, field));

    private bool Count(EntityKey entity, FieldKey field)
    {
        if (!_wave.Contains((entity, field)))
        {
            int attempts = Attempts(entity, field);
            if (attempts >= MaxOvertakenAttempts || (attempts >= MaxAttempts && !wasOvertaken(entity)))
            {
                return false;
            }

            _wave.Add((entity, field));
        }

        return true;
    }

    private Booking BookingOf(NeedKey key, ObjectType type)
    {
        if (!_bookings.TryGetValue(key, out var booking))
        {
            _bookings.Add(key, booking = new Booking(key, new FetchSelection(type, model.Of(type)), _merger));
        }

        return booking;
    }
}
