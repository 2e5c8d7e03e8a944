using Gateway.GraphQL.Types;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Fetching;

/// <summary>Asks for more than was asked: all cheap fields of every object that is fetched anyway, as long as the whole stays affordable.</summary>
/// <remarks>
/// Requests are what the upstream rations; within a request there is room. So the next query, whatever it selects, finds
/// in the cache what this one would have left out.
/// </remarks>
/// <param name="model">The schema's model.</param>
/// <param name="blamed">What is left out.</param>
/// <param name="options">How far to go.</param>
/// <param name="now">Milliseconds of Unix time.</param>
/// <param name="price">How much dearer than by the formula it all is; at least 1.</param>
internal sealed class Widening(GatewayModel model, BlamedFields blamed, FetchOptions options, long now, double price)
{
    // A link that queries followed within the last ten minutes will be followed again.
    private const long FollowedLately = 10 * 60 * 1000;

    private double _points;

    /// <summary>Widens level by level, outer levels first.</summary>
    /// <param name="roots">The selections of a document, each with how many objects it is asked of.</param>
    public void Apply(IEnumerable<(FetchSelection Selection, double Count)> roots)
    {
        var level = roots.ToList();
        var entities = new List<(FetchSelection Selection, double Count)>();
        var links = new List<(FetchSelection Selection, double Count)>();
        _points = level.Sum(root => root.Count * Complexity.Of(root.Selection));
        for (bool isTop = true; level.Count > 0; isTop = false)
        {
            var next = new List<(FetchSelection, double)>();
            foreach (var (selection, count) in level)
            {
                // What hangs on a link that was only added by widening stays as it is: its id.
                if (isTop || selection.Fields.Any(field => field.IsAsked))
                {
                    WidenOne(selection, count, options.WideningComplexity);
                }
                else if (selection.Fields.Count == 0 && selection.Model is not null)
                {
                    continue;
                }

                entities.Add((selection, count));
                links.AddRange(FollowedLinks(selection, count));

                Descend(selection, count, next);
            }

            level = next;
        }

        foreach (var (selection, count) in links)
        {
            WidenOne(selection, count, options.FollowingComplexity);
        }

        foreach (var (selection, count) in entities)
        {
            AddFollowedPages(selection, count);
        }
    }

    /// <summary>
    /// Completes an embedded object: it is kept as one value, so a part of it would be of no use to the next reader. An entity that stands in the
    /// place of one has a record of its own.
    /// </summary>
    public static void Complete(GatewayModel model, FetchSelection selection)
    {
        if (selection.Model is null)
        {
            foreach (var member in model.Schema.PossibleTypes(selection.Type))
            {
                var part = selection.Member(model.Of(member));
                if (!part.Model!.IsEntity)
                {
                    Complete(model, part);
                }
            }
        }
        else
        {
            MissingCheapFields(model, selection).ForEach(selection.Add);
        }
    }

    private static void Descend(FetchSelection selection, double count, List<(FetchSelection, double)> next)
    {
        foreach (var field in selection.Fields.Where(field => field.Below is not null))
        {
            next.Add((field.Below!, field.Model.IsPaged ? count * Complexity.PageSize(field) : count));
        }

        foreach (var member in selection.Members)
        {
            next.Add((member, count));
        }
    }

    private void AddFollowedPages(FetchSelection selection, double count)
    {
        foreach (var page in selection.Model is { IsEntity: true } type ? type.FollowedPages.Since(now - FollowedLately) : [])
        {
            double cost = count * Complexity.Of(page);
            if (selection.Field(page.Key) is null && !blamed.Has(page.Model) && (_points + cost) * price <= options.FollowingComplexity)
            {
                _points += cost;
                selection.Add(page);
            }
        }
    }

    private IEnumerable<(FetchSelection Selection, double Count)> FollowedLinks(FetchSelection selection, double count) =>
        selection.Fields
            .Where(field => field is { Model: { Shape: FieldShape.Entity, IsSingle: true }, Below.Fields.Count: 0 }
                && now - field.Model.MissedAt < FollowedLately)
            .Select(field => (field.Below!, count));

    private void WidenOne(FetchSelection selection, double count, double limit)
    {
        if (selection.Model is not { IsEntity: true })
        {
            return;
        }

        // Embedded objects come complete, however deep they are: their cost is known only once they are made.
        var added = MissingCheapFields(model, selection);
        added.RemoveAll(field => blamed.Has(field.Model));
        double cost = count * added.Sum(Complexity.Of);
        if ((_points + cost) * price <= limit)
        {
            _points += cost;
            added.ForEach(selection.Add);
        }
    }

    private static List<FetchField> MissingCheapFields(GatewayModel model, FetchSelection selection)
    {
        var missing = new List<FetchField>();
        foreach (var field in selection.Model!.CheapFields)
        {
            if (selection.Field(field.Key) is not null)
            {
                continue;
            }

            var added = new FetchField(field, field.Key, "{}"u8.ToArray());
            if (field.Target is { } target)
            {
                added.Below = new FetchSelection(target, target is ObjectType type ? model.Of(type) : null);
                if (field.Shape == FieldShape.Embedded)
                {
                    Complete(model, added.Below);
                }
            }

            missing.Add(added);
        }

        return missing;
    }
}
