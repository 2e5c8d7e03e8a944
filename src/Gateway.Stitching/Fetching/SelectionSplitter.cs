using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Fetching;

/// <summary>Divides what is too dear for one document into portions that are not.</summary>
/// <remarks>
/// Fields of an entity may come one by one. What is too dear by itself, such as a long page, is trimmed: of the entities behind it that have a
/// lookup it asks for less, down to their ids. A run finds then what they lack and books it for each of them, so that a page is read only once.
/// </remarks>
/// <param name="model">The schema's model.</param>
internal sealed class SelectionSplitter(GatewayModel model)
{
    /// <summary>The portions, at least one. A portion that asks for one field alone may be dearer than the room if no less of it can be asked for.</summary>
    /// <param name="key">What it is asked of.</param>
    /// <param name="selection">What is asked.</param>
    /// <param name="room">How many points a portion may cost.</param>
    public IReadOnlyList<FetchSelection> Split(NeedKey key, FetchSelection selection, double room)
    {
        double least = key.RootField is null ? Complexity.Object + Complexity.Leaf : 0;
        var portions = new List<(FetchSelection Selection, double Points)>();
        foreach (var field in selection.Fields.OrderByDescending(Complexity.Of))
        {
            var fitting = Complexity.Of(field) > room - least ? Trim(field, room - least) : field;
            double points = Complexity.Of(fitting);
            int at = portions.FindIndex(portion => portion.Points + points <= room);
            if (at < 0)
            {
                at = portions.Count;
                portions.Add((new FetchSelection(selection.Type, selection.Model), least));
            }

            var (portion, known) = portions[at];
            portion.Add(fitting);
            portions[at] = (portion, known + points);
        }

        return portions.Count == 0 ? [selection] : [.. portions.Select(portion => portion.Selection)];
    }

    private FetchField Trim(FetchField field, double room)
    {
        if (field.Below is null)
        {
            return field;
        }

        int size = field.Model.IsPaged ? Math.Max(Complexity.PageSize(field), 1) : 1;
        double perObject = Complexity.Of(field) / size - Complexity.Of(field.Below);
        return With(field, Trim(field.Below, (room / size) - perObject));
    }

    /// <summary>Less of a selection, as much of it as there is room for; more than that if no less can be asked for.</summary>
    private FetchSelection Trim(FetchSelection selection, double room)
    {
        if (Complexity.Of(selection) <= room)
        {
            return selection;
        }

        var trimmed = IsReadable(selection.Model) ? Drop(selection, room) : Squeeze(selection, room);
        double own = Complexity.Of(trimmed);
        foreach (var member in selection.Members)
        {
            trimmed.Member(member.Model!).Merge(Trim(member, room - own));
        }

        return trimmed;
    }

    /// <summary>What is left out of an entity that has a lookup can be asked for later: the cheapest fields stay, since they are the most.</summary>
    private FetchSelection Drop(FetchSelection selection, double room)
    {
        var kept = new FetchSelection(selection.Type, selection.Model);
        double points = Complexity.Of(kept);
        foreach (var field in selection.Fields.OrderBy(Complexity.Of))
        {
            double left = room - points;
            var fitting = Complexity.Of(field) <= left ? field : Trim(field, left);
            if (Complexity.Of(fitting) <= left)
            {
                kept.Add(fitting);
                points += Complexity.Of(fitting);
            }
        }

        return kept;
    }

    /// <summary>What is left out of anything else could not be asked for later: all fields stay, and what is behind them is trimmed, the dearest first.</summary>
    private FetchSelection Squeeze(FetchSelection selection, double room)
    {
        double points = selection.Fields.Sum(Complexity.Of);
        var trimmed = new Dictionary<FetchField, FetchField>();
        foreach (var field in selection.Fields.OrderByDescending(Complexity.Of))
        {
            if (points <= room)
            {
                break;
            }

            double cost = Complexity.Of(field);
            var fitting = Trim(field, room - (points - cost));
            trimmed.Add(field, fitting);
            points += Complexity.Of(fitting) - cost;
        }

        var kept = new FetchSelection(selection.Type, selection.Model);
        foreach (var field in selection.Fields)
        {
            kept.Add(trimmed.GetValueOrDefault(field, field));
        }

        return kept;
    }

    private bool IsReadable(TypeModel? type) => type is { IsEntity: true, One: { } lookup } && !model.Drift.Vanished.Lookups.Contains(lookup);

    private static FetchField With(FetchField field, FetchSelection below) => new(field.Model, field.Key, field.Arguments)
    {
        Tags = field.Tags,
        NeedsCursors = field.NeedsCursors,
        IsAsked = field.IsAsked,
        Below = below,
    };
}
