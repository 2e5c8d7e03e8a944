using System.Text;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Sources;

namespace Gateway.Stitching.Explaining;

/// <summary>Looks at what this process knows of an entity with the gateway's own credential, and changes nothing.</summary>
/// <param name="model">What is served.</param>
/// <param name="store">What is looked into.</param>
/// <param name="time">Tells ages.</param>
public sealed class EntityInspector(GatewayModel model, IRecordStore store, TimeProvider time)
{
    private readonly RecordReader _reader = new(model, store);

    /// <summary>What is known; null if the schema has no entities of such a type.</summary>
    public EntityReport? Inspect(EntityKey key)
    {
        if (model.TypeNamed(key.Type) is not { IsEntity: true } type)
        {
            return null;
        }

        var start = store.Begin();
        var views = new ViewTable(_reader, CacheScope.Service, new HarvestList(store), 1, model.Standing.Current);
        var view = views.Get(key);
        var fields = new List<FieldReport>();
        foreach (var entry in view.Record is { } record ? record.Entries.ToArray() : [])
        {
            fields.Add(Report(type, views, view, entry, start));
        }

        return new EntityReport(
            key, store.Sequence, store.InvalidatedAt(key), store.RemovedAt(key), [.. fields.OrderBy(field => field.Field, StringComparer.Ordinal)]);
    }

    private FieldReport Report(TypeModel type, ViewTable views, EntityView view, RecordEntry entry, in RunStart start)
    {
        string text = entry.Key.Text;
        int open = text.IndexOf('(', StringComparison.Ordinal);
        string name = open < 0 ? text : text[..open];
        if (type.Type.Field(name) is not { } definition)
        {
            return new FieldReport(text, entry.Sequence, entry.FetchedAt, 0, FieldOutlook.Unknown);
        }

        var field = model.Of(definition);
        var ages = views.AgesOf(view, field);
        byte[] arguments = open < 0 ? "{}"u8.ToArray() : Encoding.UTF8.GetBytes(text[(open + 1)..^1]);
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var tags = _reader.TagsOf(field, arguments);
        var outlook = !HarvestList.IsValid(tags, entry.Sequence) ? FieldOutlook.Listed
            : ages.HasLapsed(entry, now) ? FieldOutlook.Lapsed
            : ages.IsFresh(entry, view.Key, now, start.AgeLimit) && start.Floors?.IsStale(view.Key, tags, entry.FetchedAt) != true ? FieldOutlook.Fresh
            : ages.MayWait(entry, now, start.AgeLimit) ? FieldOutlook.Revalidated
            : FieldOutlook.Expired;
        return new FieldReport(text, entry.Sequence, entry.FetchedAt, ages.MaxAge == long.MaxValue ? null : ages.MaxAge, outlook);
    }
}
