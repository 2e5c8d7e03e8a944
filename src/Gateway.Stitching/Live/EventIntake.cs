using Gateway.Caching.Storing;
using Gateway.Caching.Telling;
using Gateway.Linear.Webhooks;

namespace Gateway.Stitching.Live;

/// <summary>Takes events of the upstream, from wherever they come: first all processes forget what they made old, then subscribers are told.</summary>
/// <remarks>So a subscriber that reads at once, through whichever process, finds nothing older than what it was told of.</remarks>
public sealed class EventIntake(ServedEngine served, IRecordStore store, IEventBus bus)
{
    /// <summary>Applies one event. Not cancelled: an event that was heard counts, even if its sender is gone.</summary>
    public async ValueTask<EventOutcome> ApplyAsync(WebhookEvent told)
    {
        ArgumentNullException.ThrowIfNull(told);
        var model = served.Model;
        if (!model.Events.Knows(told.Type) && !model.Live.Knows(told.Type))
        {
            return EventOutcome.Ignored;
        }

        var invalidation = model.Events.Map(told);
        var events = model.Live.Map(told);
        if (!await store.InvalidateAsync(invalidation, CancellationToken.None).ConfigureAwait(false)
            || (events.Count > 0 && !await bus.TellAsync(LiveMessage.Write(events), CancellationToken.None).ConfigureAwait(false)))
        {
            return EventOutcome.Failed;
        }

        bool isMatched = invalidation.Everything || invalidation.Entities.Any(entity => entity.Id.Length > 0) || events.Count > 0;
        return isMatched ? EventOutcome.Applied : EventOutcome.Unmatched;
    }
}
