using Gateway.Caching.Records;

namespace Gateway.Stitching.Sources;

/// <summary>Something that was served old and is to be fetched anew.</summary>
/// <param name="Booking">What of which entity.</param>
/// <param name="Seen">What was known of the entity when it was served.</param>
internal sealed record Refresh(SharedBooking Booking, EntityRecord? Seen)
{
    /// <summary>Whether a record tells more than what was served.</summary>
    public bool IsDone(EntityRecord? record) => record is not null && SharedBooking.HasNews(record, Seen, Booking.Fields);
}
