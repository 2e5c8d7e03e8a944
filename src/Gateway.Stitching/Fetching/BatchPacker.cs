using Gateway.Linear;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Fetching;

/// <summary>Packs needs into one document: as many as the upstream's limits allow, the rest waits for the next.</summary>
internal sealed class BatchPacker(GatewayModel model, FetchOptions options, TimeProvider time)
{
    // The upstream judges the size of a request by the formula, whatever it charges in the end.
    private const double ShareOfRequest = 0.9;

    private readonly ChargeLearner _charges = new();
    private readonly SelectionSplitter _splitter = new(model);

    /// <summary>Most points that the upstream takes in one request.</summary>
    public double MostPoints => options.RequestComplexity;

    /// <summary>What is not widened with.</summary>
    public BlamedFields Blamed { get; } = new(time);

    /// <summary>Takes note of what the upstream charged for a document. More than it takes in one request cannot be meant: that is left out.</summary>
    public void Learn(FetchDocument document, UpstreamReply reply)
    {
        if (!reply.Data.IsEmpty && reply.RateLimit.Complexity is { } charged && charged <= options.RequestComplexity)
        {
            _charges.Learn(document.Parts, charged);
        }
    }

    /// <summary>Divides what is too dear for one request into what is not; mostly it is the booking alone.</summary>
    public IEnumerable<Booking> Split(Booking booking)
    {
        double factor = FactorOf(booking.Key, booking.Selection);
        return Points(booking.Key, booking.Selection) * factor <= options.RequestComplexity
            ? [booking]
            : _splitter.Split(booking.Key, booking.Selection, options.MaxComplexity / factor).Select(booking.Of);
    }

    /// <summary>Makes a document of the first needs of a list.</summary>
    /// <param name="needs">At least one, in the order of their booking.</param>
    /// <param name="isWidened">Whether to ask for all cheap fields.</param>
    public FetchDocument Pack(IReadOnlyCollection<Need> needs, bool isWidened)
    {
        var groups = Group(needs);
        if (isWidened)
        {
            // What is dearer than the formula says is widened less.
            double dearest = groups.Max(group => Math.Max(1, _charges.FactorOf(NameOf(group))));
            new Widening(model, Blamed, options, time.GetUtcNow().ToUnixTimeMilliseconds(), dearest).Apply(groups.Select(Root));
        }

        var writer = new DocumentWriter(model);
        foreach (var group in groups)
        {
            foreach (var need in group.Needs)
            {
                need.Coverage = group.Selection;
            }

            writer.Write(group);
        }

        FetchPart[] parts = [.. groups.Select(PartOf)];
        return writer.ToDocument(isWidened) with { Parts = parts, Points = _charges.Correct(parts) };
    }

    private List<FetchGroup> Group(IReadOnlyCollection<Need> needs)
    {
        var groups = new List<FetchGroup>();
        var byShape = new Dictionary<(TypeModel Type, bool IsMany, string Signature), FetchGroup>();
        var vanished = model.Drift.Vanished.Lookups;
        double points = 0;
        double charge = 0;
        int calls = 0;
        foreach (var need in needs)
        {
            var type = need.RootField is null ? need.Selection.Model! : null;
            bool isMany = type?.Many is { } many && !vanished.Contains(many) && !need.IsSingle && IsUuid(need.Key.Entity.Id);
            double cost = Points(need.Key, need.Selection);
            double price = cost * _charges.FactorOf((isMany ? type!.Many : type?.One)?.Field.Name ?? need.RootField!.Model.Definition.Name);
            bool isFirst = groups.Count == 0;
            if (!isFirst && (charge + price > options.MaxComplexity || points + cost > options.RequestComplexity * ShareOfRequest))
            {
                continue;
            }

            if (need.RootField is not null)
            {
                if (isFirst || calls < options.MaxCalls)
                {
                    groups.Add(new FetchGroup(null, need.Selection.Copy(), false) { Needs = { need } });
                    points += cost;
                    charge += price;
                    calls++;
                }

                continue;
            }

            var shape = (type!, isMany, need.Selection.Signature());
            bool isKnown = byShape.TryGetValue(shape, out var group);
            if (isMany && isKnown ? group!.Needs.Count >= options.MaxIds : !isFirst && calls >= options.MaxCalls)
            {
                continue;
            }

            if (!isKnown)
            {
                group = byShape[shape] = new FetchGroup(isMany ? type!.Many : type!.One, need.Selection.Copy(), isMany);
                groups.Add(group);
            }

            calls += isMany && isKnown ? 0 : 1;
            points += cost;
            charge += price;
            group!.Needs.Add(need);
        }

        return groups;
    }

    private static (FetchSelection Selection, double Count) Root(FetchGroup group)
    {
        if (group.Lookup is not null)
        {
            return (group.Selection, group.Needs.Count);
        }

        // A root field's own selection is an object of Query: what is widened begins below it.
        var field = group.Selection.Fields[0];
        return field.Below is { } below
            ? (below, field.Model.IsPaged ? Complexity.PageSize(field) : 1)
            : (group.Selection, 1);
    }

    private static double Points(NeedKey key, FetchSelection selection) =>
        key.RootField is null ? Complexity.Object + Complexity.Of(selection) : selection.Fields.Sum(Complexity.Of);

    // By whichever of its lookups it may be read.
    private double FactorOf(NeedKey key, FetchSelection selection) => Math.Max(
        1,
        key.RootField is not null ? _charges.FactorOf(selection.Fields[0].Model.Definition.Name)
            : Math.Max(FactorOf(selection.Model?.One), FactorOf(selection.Model?.Many)));

    private double FactorOf(Lookup? lookup) => lookup is null ? 1 : _charges.FactorOf(lookup.Field.Name);

    private static string NameOf(FetchGroup group) => group.Lookup?.Field.Name ?? group.Selection.Fields[0].Model.Definition.Name;

    private static FetchPart PartOf(FetchGroup group) => new(NameOf(group), group.Lookup is null
        ? Complexity.Of(group.Selection.Fields[0])
        : group.Needs.Count * (Complexity.Object + Complexity.Of(group.Selection)));

    // Only canonical ids may stand in a filter; names such as ENG-123 are understood by the single lookup alone.
    private static bool IsUuid(string id) =>
        id.Length == 36 && Guid.TryParseExact(id, "D", out _) && !id.AsSpan().ContainsAnyInRange('A', 'Z');
}
