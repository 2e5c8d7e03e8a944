using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Gateway.Stitching.Fetching;

namespace Gateway.Stitching.Sources;

/// <summary>A booking of values that another process may have, or fetch just now.</summary>
internal sealed class SharedBooking
{
    private static readonly FieldKey Id = new("id");

    /// <param name="booking">At least one of its fields is kept.</param>
    /// <param name="target">The entity that its name stands for; null if it is no such name, or that is not known.</param>
    public SharedBooking(Booking booking, EntityKey? target)
    {
        Booking = booking;
        var fields = new List<FieldKey>();
        booking.AddKeptFields(fields);
        if (booking.IsLookup)
        {
            ReadOnlySpan<FieldKey> ofLookups = [Id, FieldKey.Alias, FieldKey.NotFound];
            foreach (var field in ofLookups)
            {
                if (!fields.Contains(field))
                {
                    fields.Add(field);
                }
            }
        }

        Fields = fields;
        Keys = target is { } real ? [booking.Key.Entity, real] : [booking.Key.Entity];
    }

    public Booking Booking { get; }

    /// <summary>What is lacking of the entity itself, not of what is behind its links.</summary>
    public IReadOnlyList<FieldKey> Fields { get; }

    /// <summary>The records that may hold it: that of the name, and that of the entity.</summary>
    public IReadOnlyList<EntityKey> Keys { get; }

    /// <summary>The entity whose fetch is claimed.</summary>
    public EntityKey Claimed => Keys[^1];

    /// <summary>Whether its fetch is claimed under another name than it is fetched by, so that the loader does not give the claim back.</summary>
    public bool IsClaimedByAnotherName => Keys.Count > 1;

    /// <summary>What to claim for some of them: each entity once, also where it is booked under two names.</summary>
    public static IReadOnlyCollection<RecordRead> Claims(IEnumerable<SharedBooking> bookings) =>
        [.. bookings.GroupBy(booking => booking.Claimed, (key, same) => new RecordRead(key, same.SelectMany(booking => booking.Fields).ToHashSet()))];

    /// <summary>Whether a record tells anything of some fields that counts before what another tells.</summary>
    public static bool HasNews(EntityRecord record, EntityRecord? seen, IReadOnlyCollection<FieldKey> fields)
    {
        foreach (var field in fields)
        {
            if (record.TryGet(field, out var entry)
                && !(seen is not null && seen.TryGet(field, out var known) && (IsSame(known, entry) || known.IsLaterThan(entry))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSame(in RecordEntry one, in RecordEntry other) => one.Sequence == other.Sequence && one.FetchedAt == other.FetchedAt;
}
