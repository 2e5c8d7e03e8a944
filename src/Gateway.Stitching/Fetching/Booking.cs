using Gateway.Caching.Keys;
using Gateway.GraphQL.Planning;
using Gateway.Stitching.Sources;

namespace Gateway.Stitching.Fetching;

/// <summary>What one run lacks of one entity or root field.</summary>
/// <param name="key">Of what.</param>
/// <param name="selection">What of it: for a root field, a selection with just that field. The booking's own from now on.</param>
/// <param name="merger">Puts what is added into the selection; null if nothing will be.</param>
internal sealed class Booking(NeedKey key, FetchSelection selection, SelectionMerger? merger = null)
{
    // Most bookings find all they want where records are shared, by the names of fields: what to ask the upstream is worked out when it is to be asked.
    private readonly List<(FieldStep Step, FieldPlan Plan)> _added = [];

    public NeedKey Key => key;

    /// <summary>What of it, down to the last leaf.</summary>
    public FetchSelection Selection
    {
        get
        {
            if (_added.Count > 0)
            {
                _added.ForEach(added => merger!.Add(selection, added.Plan));
                _added.Clear();
            }

            return selection;
        }
    }

    /// <summary>Whether it is not even known whether there is such an entity, or which one the name stands for.</summary>
    public bool IsLookup { get; set; }

    /// <summary>Whether a query asks for the entity itself by its key, rather than for what leads to it.</summary>
    public bool IsDirect { get; set; }

    /// <summary>Whether a field is wanted whose value is kept, so that another process may have it.</summary>
    public bool IsShareable => _added.Exists(added => added.Step.Model.IsKept) || selection.IsShareable;

    /// <summary>Adds those of its fields whose values are kept, each once, and those that tell how long these are fresh.</summary>
    public void AddKeptFields(List<FieldKey> fields)
    {
        foreach (var field in selection.Fields)
        {
            if (field.Model.IsKept)
            {
                fields.Add(field.Key);
            }
        }

        foreach (var (step, _) in _added)
        {
            if (step.Model.IsKept && !fields.Contains(step.Key))
            {
                fields.Add(step.Key);
            }
        }

        // How long the others are fresh.
        foreach (var rule in selection.Model?.StateRules ?? [])
        {
            if (!fields.Contains(rule.Field))
            {
                fields.Add(rule.Field);
            }
        }

        fields.AddRange((selection.Model?.Until?.Fields ?? []).Where(field => !fields.Contains(field)).ToList());
    }

    /// <summary>The same of another selection.</summary>
    public Booking Of(FetchSelection other) => new(key, other) { IsLookup = IsLookup, IsDirect = IsDirect };

    /// <summary>Adds a field of a plan.</summary>
    public void Add(FieldStep step, FieldPlan plan)
    {
        if (!_added.Exists(added => ReferenceEquals(added.Plan, plan)))
        {
            _added.Add((step, plan));
        }
    }
}
