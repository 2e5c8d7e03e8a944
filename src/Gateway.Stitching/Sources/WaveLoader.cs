using System.Runtime.InteropServices;
using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.Stitching.Explaining;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Normalizing;

namespace Gateway.Stitching.Sources;

/// <summary>Brings what the walks of one run lack: from where records are shared, else from the upstream, where of all processes one asks.</summary>
internal sealed class WaveLoader(
    RecordSource source, CacheScope scope, IRecordStore store, EntityLoader loader, FetchOptions options, TimeProvider time)
{
    // Each time something new has come without a fetch of ours; a run that has seen this often enough asks for itself.
    private const int MaxFinds = 20;

    private static readonly int[] PollMilliseconds = [4, 8, 15, 30, 60];

    private readonly Dictionary<EntityKey, FieldKey[]> _read = [];
    private int _finds;

    /// <summary>Forgets what was looked for, since the run begins anew.</summary>
    public void Restart() => _read.Clear();

    /// <summary>Brings something of what the last walk lacked; another walk tells whether it was enough.</summary>
    public async ValueTask LoadAsync(CancellationToken cancel)
    {
        var claims = new List<SharedBooking>();
        var others = new List<Booking>();
        foreach (var booking in source.Bookings.Current)
        {
            if (booking.IsShareable)
            {
                claims.Add(new SharedBooking(booking, source.Views.TargetOf(booking.Key.Entity)));
            }
            else
            {
                others.Add(booking);
            }
        }

        if (await ReadAsync(claims, cancel).ConfigureAwait(false))
        {
            return;
        }

        if (source.Demand.OnlyIfCached)
        {
            source.Harvests.Withhold(source.Bookings.Current.Select(booking => booking.Key.Entity));
            return;
        }

        var loads = new List<Task<Fetched>>();
        if (others.Count > 0)
        {
            loads.Add(FetchAsync(others, [], cancel));
        }

        await ClaimAsync(claims, loads, cancel).ConfigureAwait(false);

        // Only now, since the source has one owner, and it was we as long as there were claims to wait for.
        foreach (var (bookings, harvests) in await Task.WhenAll(loads).ConfigureAwait(false))
        {
            source.Add(bookings, harvests);
        }
    }

    private async ValueTask<bool> ReadAsync(List<SharedBooking> bookings, CancellationToken cancel)
    {
        var reads = Unread(bookings);
        if (reads.Count == 0)
        {
            return false;
        }

        var records = await store.ReadAsync(scope, reads, cancel).ConfigureAwait(false);
        foreach (var read in reads)
        {
            if (records.TryGetValue(read.Key, out var record))
            {
                source.Views.Provide(read.Key, record, read.Fields);
                source.Views.Get(read.Key).Origin = ValueOrigin.Redis;
                source.Explanation?.Bring(read.Key, read.Fields);
            }
        }

        return records.Count > 0;
    }

    /// <summary>What was not looked for yet of some bookings, each entity once.</summary>
    private List<RecordRead> Unread(List<SharedBooking> bookings)
    {
        var reads = new List<RecordRead>(bookings.Count);
        var places = new Dictionary<EntityKey, int>(bookings.Count);
        foreach (var booking in bookings)
        {
            foreach (var key in booking.Keys)
            {
                var fields = Unread(key, booking.Fields);
                if (fields.Length == 0)
                {
                    continue;
                }

                if (!places.TryAdd(key, reads.Count))
                {
                    var read = reads[places[key]];
                    reads[places[key]] = read with { Fields = [.. read.Fields, .. fields] };
                    continue;
                }

                reads.Add(new RecordRead(key, fields));
            }
        }

        return reads;
    }

    private FieldKey[] Unread(EntityKey key, IReadOnlyList<FieldKey> fields)
    {
        ref var read = ref CollectionsMarshal.GetValueRefOrAddDefault(_read, key, out _);
        var known = read;
        FieldKey[] unread = known is null ? [.. fields] : [.. fields.Where(field => !known.Contains(field))];
        read = known is null ? unread : [.. known, .. unread];
        return unread;
    }

    /// <summary>Starts to fetch what is granted, and waits for what other processes fetch, but not for ever.</summary>
    private async ValueTask ClaimAsync(List<SharedBooking> bookings, List<Task<Fetched>> loads, CancellationToken cancel)
    {
        long begun = time.GetTimestamp();
        bool anyFound = false;
        for (int attempt = 0; bookings.Count > 0; attempt++)
        {
            var claims = await store.ClaimAsync(scope, SharedBooking.Claims(bookings), cancel).ConfigureAwait(false);
            var left = options.ClaimPatience - time.GetElapsedTime(begun);
            var held = new List<SharedBooking>();
            var granted = new List<SharedBooking>();
            var found = new List<EntityKey>();
            foreach (var booking in bookings)
            {
                // A record may be there and not be what was hoped for: too old, or a page without cursors. Then it is to be fetched.
                bool isHeld = claims.Held.Contains(booking.Claimed);
                if (_finds < MaxFinds
                    && claims.Records.TryGetValue(booking.Claimed, out var record)
                    && source.Views.Provide(booking.Claimed, record, booking.Fields))
                {
                    found.AddRange(isHeld ? [] : [booking.Claimed]);
                    source.Views.Get(booking.Claimed).Origin = ValueOrigin.Redis;
                    source.Explanation?.Bring(booking.Claimed, booking.Fields);
                }
                else
                {
                    (isHeld && left > TimeSpan.Zero ? held : granted).Add(booking);
                }
            }

            anyFound |= held.Count + granted.Count < bookings.Count;
            if (found.Count > 0)
            {
                // Claimed for nothing.
                await store.ReleaseAsync(scope, found).ConfigureAwait(false);
            }

            if (granted.Count > 0)
            {
                loads.Add(FetchAsync([.. granted.Select(booking => booking.Booking)], granted, cancel));
            }

            bookings = held;
            if (held.Count > 0)
            {
                var delay = TimeSpan.FromMilliseconds(PollMilliseconds[Math.Min(attempt, PollMilliseconds.Length - 1)]);
                await Task.Delay(delay < left ? delay : left, time, cancel).ConfigureAwait(false);
            }
        }

        _finds += anyFound ? 1 : 0;
    }

    private async Task<Fetched> FetchAsync(IReadOnlyList<Booking> bookings, List<SharedBooking> claimed, CancellationToken cancel)
    {
        var shared = claimed.ToDictionary(booking => booking.Booking);
        var brought = new HashSet<Booking>();
        bool mayFind = _finds < MaxFinds;
        var loading = loader.LoadAsync(
            bookings,
            source.Priority,
            booking => mayFind && shared.TryGetValue(booking, out var known) && WasBrought(known) && brought.Add(booking),
            cancel);
        _finds += brought.Count > 0 ? 1 : 0;
        var harvests = await loading.ConfigureAwait(false);

        // The loader gives back what it was asked for, by the name that it was asked for.
        var unused = claimed.FindAll(booking => brought.Contains(booking.Booking) || booking.IsClaimedByAnotherName);
        if (unused.Count > 0)
        {
            await store.ReleaseAsync(scope, [.. unused.Select(booking => booking.Claimed)]).ConfigureAwait(false);
        }

        return new Fetched([.. bookings.Where(booking => !brought.Contains(booking))], harvests);
    }

    private bool WasBrought(SharedBooking booking)
    {
        bool wasBrought = false;
        foreach (var key in booking.Keys)
        {
            wasBrought |= source.Views.WasBrought(key, booking.Fields);
        }

        return wasBrought;
    }

    private readonly record struct Fetched(IReadOnlyCollection<Booking> Bookings, IReadOnlyList<Harvest> Harvests);
}
