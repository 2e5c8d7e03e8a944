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
/// <remarks>Safe for concurrent use. Each link of a list serves once, and for as long as followed links are remembered.</remarks>
internal sealed class Companions(GatewayModel model, IRecordStore store, BlamedFields blamed, FetchOptions options, TimeProvider time)
{
    // Counted are the members of all lists of which one is left, for as long as they are all held.
    private const int MaxMembers = 20_000;

    // What asks for them itself is merged with them, and all should leave in one document.
    private const double ShareOfDocument = 0.9;

    // Whoever follows links does so soon after the list came.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private readonly WholeEntity _whole = new(model);
    private readonly Lock _gate = new();
    private readonly Dictionary<(CacheScope Scope, EntityKey Key), Company> _companies = [];
    private int _members;

    /// <summary>How many links are held, those of which a later list knows as well included. At most 20,000, but for a single list that has more.</summary>
    public int Members
    {
        get
        {
            lock (_gate)
            {
                return _members;
            }
        }
    }

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
        if (!booking.IsDirect || options.WideningComplexity <= 0)
        {
            return [];
        }

        lock (_gate)
        {
            return _companies.TryGetValue((scope, booking.Key.Entity), out var company) ? TakeUnderLock(scope, booking, company) : [];
        }
    }

    private List<Booking> TakeUnderLock(CacheScope scope, Booking booking, Company company)
    {
        var others = new List<Booking>();
        bool isOver = time.GetElapsedTime(company.Since) > Lifetime;
        double points = Complexity.Object + Complexity.Of(booking.Selection);
        foreach (var key in company.Members)
        {
            // What a later list brought as well is left to that one.
            if (!_companies.TryGetValue((scope, key), out var latest) || latest != company)
            {
                continue;
            }

            var selection = isOver || key == booking.Key.Entity ? null : Lacking(scope, key, booking);
            double cost = selection is null ? 0 : Complexity.Object + Complexity.Of(selection);
            if (points + cost > options.MaxComplexity * ShareOfDocument)
            {
                // Who asks for one of those for which there is no room brings the others of them.
                continue;
            }

            _companies.Remove((scope, key));
            LeaveUnderLock(company);
            points += cost;
            if (selection is not null)
            {
                others.Add(new Booking(new NeedKey(key, null), selection));
            }
        }

        return others;
    }

    /// <summary>What is likely to be asked of an entity once another was asked for, and is not known; null if nothing.</summary>
    private FetchSelection? Lacking(CacheScope scope, EntityKey key, Booking booking)
    {
        var wanted = key.Type == booking.Key.Entity.Type ? booking.Selection : _whole.Of(model.TypeNamed(key.Type)!);
        var record = store.Peek(scope, key);
        var selection = new FetchSelection(wanted.Type, wanted.Model);
        foreach (var field in wanted.Fields.Where(field => !blamed.Has(field.Model) && record?.TryGet(field.Key, out _) != true))
        {
            selection.Add(field.Copy());
        }

        return selection.Fields.Count == 0 ? null : selection;
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
            if (_members + members.Length > MaxMembers)
            {
                _companies.Clear();
                _members = 0;
            }

            _members += members.Length;
            foreach (var key in members)
            {
                if (_companies.TryGetValue((scope, key), out var former))
                {
                    LeaveUnderLock(former);
                }

                _companies[(scope, key)] = company;
            }
        }
    }

    private void LeaveUnderLock(Company company)
    {
        if (--company.Left == 0)
        {
            _members -= company.Members.Length;
        }
    }

    private sealed class Company(EntityKey[] members, long since)
    {
        public EntityKey[] Members { get; } = members;

        public long Since { get; } = since;

        /// <summary>How many of the members no later list brought, and nobody took.</summary>
        public int Left { get; set; } = members.Length;
    }
}
