namespace Gateway.GraphQL.Types;

/// <summary>Gathers names that stand more than once in the parts of one definition, and reports each again beside the first in the text.</summary>
/// <remarks>An extension may stand before what it extends, so which place is the first is known only at the end.</remarks>
internal sealed class RepeatedNames(FaultList faults)
{
    private readonly OrderedDictionary<string, List<Place>> _places = [];

    public void Add(Place known, Place again, string name)
    {
        if (_places.TryAdd(name, [known]) || !faults.IsFull)
        {
            _places[name].Add(again);
        }
    }

    public void Report(Func<string, string> message)
    {
        foreach (var (name, places) in _places)
        {
            var ordered = InOrder(places);
            foreach (var again in ordered.Skip(1))
            {
                faults.Add(message(name), ordered[0], again);
            }
        }
    }

    /// <summary>By position, where all stand in one text; else as they came.</summary>
    public static List<Place> InOrder(List<Place> places) =>
        places.TrueForAll(place => ReferenceEquals(place.Source, places[0].Source)) ? [.. places.OrderBy(place => place.Start)] : places;
}
