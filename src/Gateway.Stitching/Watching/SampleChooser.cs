using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Sources;

namespace Gateway.Stitching.Watching;

/// <summary>Chooses entities at random among those that would be served from the memory of this process, with the gateway's own credential.</summary>
/// <param name="store">Where they are.</param>
/// <param name="time">Tells ages.</param>
internal sealed class SampleChooser(IRecordStore store, TimeProvider time)
{
    // Pages, names, what is old already and the many of which no more is known than the id of a link are drawn as well.
    private const int DrawsForOne = 40;

    /// <summary>At most so many; none while this process would not hear of invalidations, since then it does not trust its memory itself.</summary>
    public List<WatchedEntity> Choose(GatewayModel model, int most)
    {
        var start = store.Begin();
        var chosen = new List<WatchedEntity>(most);
        if (start.AgeLimit != long.MaxValue)
        {
            return chosen;
        }

        var views = new ViewTable(new RecordReader(model, store), CacheScope.Service, new HarvestList(store), most, model.Standing.Current);
        foreach (var key in store.Draw(CacheScope.Service, most * DrawsForOne))
        {
            if (chosen.Count < most
                && model.TypeNamed(key.Type) is { IsEntity: true, One: { } lookup } type
                && !model.Drift.Vanished.Lookups.Contains(lookup)
                && Guid.TryParseExact(key.Id, "D", out _)
                && FreshLeaves(type, views, views.Get(key), start) is { Count: > 0 } leaves)
            {
                chosen.Add(new WatchedEntity(key, type, leaves));
            }
        }

        return chosen;
    }

    private List<RecordEntry> FreshLeaves(TypeModel type, ViewTable views, EntityView view, in RunStart start)
    {
        var leaves = new List<RecordEntry>();
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var field in view.Record is null ? [] : type.CheapFields)
        {
            if (field is { Shape: FieldShape.Leaf, IsId: false, IsKept: true }
                && view.Record!.TryGet(field.Key, out var entry)
                && views.AgesOf(view, field).IsFresh(entry, view.Key, now, start.AgeLimit)
                && start.Floors?.IsStale(view.Key, [], entry.FetchedAt) != true)
            {
                leaves.Add(entry);
            }
        }

        return leaves;
    }
}
