using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Caching.Storing;
using Gateway.GraphQL.Types;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Normalizing;

namespace Gateway.Stitching.Fetching;

/// <summary>
/// Remembers which entities came as links of one list. Clients that follow links one by one, as the upstream's own SDK does, ask for all of them in
/// the end: so who asks for the first brings the others along.
/// </summary>
/// <remarks>Safe for concurrent use. A list serves for one such time, and for as long as followed links are remembered.</remarks>
internal sealed class Companions(GatewayModel model, IRecordStore store, FetchOptions options, TimeProvider time)
{
    private const int MaxEntities = 20_000;

    // Whoever follows links does so soon after the list came.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<(CacheScope Scope, EntityKey Key), Company> _companies = [];

    /// <summary>Notes where the links of a list lead to.</summary>
    public void Note(CacheScope scope, FetchDocument document, Harvest harvest)
    {
        foreach (var call in document.Calls)
        {
            if (call.Field is { Model.Shape: FieldShape.Connection } field
                && harvest.TryGet(EntityKey.OfRoot(field.Key), field.Key, out var page)
                && page.Value is { Kind: FieldValueKind.Object, Object: var parts }
                && parts[PageParts.NodesKey] is { Kind: FieldValueKind.List, Items: { Length: > 1 } nodes })
            {
                Keep(scope, [.. nodes.SelectMany(node => LinksOf(node, harvest)).Distinct()]);
            }
        }
    }

    /// <summary>What else to fetch beside an entity that is looked up; empty if nothing is known, or it was told before.</summary>
    public IReadOnlyList<Booking> Take(CacheScope scope, Booking booking)
    {
        Company? company;
        lock (_gate)
        {
            if (!booking.IsDirect || !_companies.Remove((scope, booking.Key.Entity), out company) || company.IsTaken || IsOver(company))
            {
                return [];
            }

            company.IsTaken = true;
            foreach (var key in company.Members)
            {
                _companies.Remove((scope, key));
            }
        }

        var others = new List<Booking>();
        double points = Complexity.Of(booking.Selection);
        foreach (var key in company.Members.Where(key => key != booking.Key.Entity))
        {
            var wanted = key.Type == booking.Key.Entity.Type ? booking.Selection : Whole(model.TypeNamed(key.Type)!, withLists: true);
            var selection = Lacking(wanted, store.Peek(scope, key));
            if (selection.Fields.Count == 0)
            {
                continue;
            }

            points += Complexity.Object + Complexity.Of(selection);
            if (points > options.WideningComplexity)
            {
                break;
            }

            others.Add(new Booking(new NeedKey(key, null), selection));
        }

        return others;
    }

    private IEnumerable<EntityKey> LinksOf(FieldValue node, Harvest harvest)
    {
        if (node.Kind != FieldValueKind.Link || model.TypeNamed(node.Link.Key.Type) is not { } type)
        {
            yield break;
        }

        foreach (var field in type.CheapFields)
        {
            if (field is { Shape: FieldShape.Entity, Target: ObjectType target }
                && model.Of(target).HasLookup
                && harvest.TryGet(node.Link.Key, field.Key, out var entry)
                && entry.Value.Kind == FieldValueKind.Link)
            {
                yield return entry.Value.Link.Key;
            }
        }
    }

    private void Keep(CacheScope scope, EntityKey[] members)
    {
        var company = new Company(members, time.GetTimestamp());
        lock (_gate)
        {
            if (_companies.Count + members.Length > MaxEntities)
            {
                _companies.Clear();
            }

            foreach (var key in members)
            {
                _companies[(scope, key)] = company;
            }
        }
    }

    /// <summary>What an entity is likely to be asked for: all cheap fields, and its lists without arguments, such as reactions.</summary>
    private FetchSelection Whole(TypeModel type, bool withLists)
    {
        var selection = new FetchSelection(type.Type, type);
        foreach (var field in type.Fields)
        {
            bool isList = field is { Shape: FieldShape.Entity, IsList: true, IsKept: true, Definition.Arguments.IsEmpty: true };
            if (field.IsCheap || (isList && withLists))
            {
                selection.Add(new FetchField(field, field.Key, "{}"u8.ToArray()) { Below = Below(field, isList) });
            }
        }

        return selection;
    }

    private FetchSelection? Below(FieldModel field, bool isList)
    {
        if (field.Target is not { } target)
        {
            return null;
        }

        if (isList && target is ObjectType item)
        {
            return Whole(model.Of(item), withLists: false);
        }

        var below = new FetchSelection(target, target is ObjectType type ? model.Of(type) : null);
        if (field.Shape == FieldShape.Embedded)
        {
            Widening.Complete(model, below);
        }

        return below;
    }

    private static FetchSelection Lacking(FetchSelection wanted, EntityRecord? record)
    {
        var selection = new FetchSelection(wanted.Type, wanted.Model);
        foreach (var field in wanted.Fields.Where(field => record?.TryGet(field.Key, out _) != true))
        {
            selection.Add(field.Copy());
        }

        return selection;
    }

    private bool IsOver(Company company) => time.GetElapsedTime(company.Since) > Lifetime;

    private sealed class Company(EntityKey[] members, long since)
    {
        public EntityKey[] Members { get; } = members;

        public long Since { get; } = since;

        public bool IsTaken { get; set; }
    }
}
