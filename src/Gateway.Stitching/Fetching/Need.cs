using System.Diagnostics;
using Gateway.Linear;
using Gateway.Stitching.Normalizing;

namespace Gateway.Stitching.Fetching;

/// <summary>What all callers together lack of one entity or root field, until it has come or failed.</summary>
internal sealed class Need(NeedKey key, FetchSelection selection)
{
    private readonly TaskCompletionSource<Harvest> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Read without the loader's lock when the request is about to leave.
    private volatile UpstreamPriority _priority = UpstreamPriority.Repair;

    public NeedKey Key { get; } = key;

    /// <summary>Which of the needs of the same key that wait; more than one do where together they would be too dear.</summary>
    public int Part { get; set; }

    /// <summary>What is asked; bookings are merged into it until it leaves.</summary>
    public FetchSelection Selection { get; } = selection;

    /// <summary>What the document asks for, widened; set when it leaves.</summary>
    public FetchSelection? Coverage { get; set; }

    /// <summary>The sequence number from before it left.</summary>
    public long Sequence { get; set; }

    /// <summary>For whom it is asked: whoever comes first of all that wait for it.</summary>
    public UpstreamPriority Priority => _priority;

    /// <summary>The span of who asked first; none where that is not traced.</summary>
    public ActivityContext Asker { get; private set; }

    /// <summary>Takes somebody along. To be called under the loader's lock.</summary>
    public void Join(UpstreamPriority priority)
    {
        _priority = priority < _priority ? priority : _priority;
        if (Asker == default && Activity.Current is { Recorded: true } asking)
        {
            Asker = asking.Context;
        }
    }

    /// <summary>Whether a list did not hold the entity, so that it must be asked for by itself.</summary>
    public bool IsSingle { get; set; }

    /// <summary>Whether nobody asked for it, but it is likely to be asked for.</summary>
    public bool IsCompanion { get; set; }

    /// <summary>Takes a selection along, unless the whole would then cost more than <paramref name="maxPoints"/>.</summary>
    public bool TryMerge(FetchSelection selection, double maxPoints)
    {
        if (Selection.Covers(selection))
        {
            return true;
        }

        // The sum is an upper bound, so that what both ask for is looked at only where it matters.
        double points = Complexity.Of(Selection) + Complexity.Of(selection);
        if (points > maxPoints)
        {
            var together = Selection.Copy();
            together.Merge(selection);
            if (Complexity.Of(together) > maxPoints)
            {
                return false;
            }
        }

        Selection.Merge(selection);
        return true;
    }

    public Task<Harvest> Task => _completion.Task;

    /// <summary>The root field; null for an entity.</summary>
    public FetchField? RootField => Key.RootField is { } key ? Selection.Field(key) : null;

    public void Complete(Harvest harvest) => _completion.TrySetResult(harvest);

    /// <summary>Tells those who wait what came; if nothing did, they wait on.</summary>
    public void TryComplete(Harvest? harvest)
    {
        if (harvest is not null)
        {
            Complete(harvest);
        }
    }

    /// <summary>Whether a booking made now may wait for this need although it has left already.</summary>
    /// <param name="booking">What is lacking.</param>
    /// <param name="invalidatedAt">When the entity was last invalidated.</param>
    public bool Serves(Booking booking, long invalidatedAt) =>
        IsWorthWaitingFor(booking, invalidatedAt) && Coverage!.Covers(booking.Selection);

    /// <summary>Whether what it brings is valid for a booking made now. What it does not bring can be booked then, and is mostly nothing.</summary>
    public bool IsWorthWaitingFor(Booking booking, long invalidatedAt) =>
        Coverage is not null
        && !Task.IsCompleted
        && !booking.Selection.HasVolatile()
        && Sequence >= invalidatedAt
        && Sequence >= booking.Selection.ListsInvalidatedAt();
}
