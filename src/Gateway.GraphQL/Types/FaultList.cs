using System.Collections.Immutable;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language;

namespace Gateway.GraphQL.Types;

/// <summary>Gathers faults with their places, and turns places into lines and columns once, at the end.</summary>
/// <param name="capacity">Most faults to keep. One more is only remembered as "too many".</param>
/// <param name="overflow">The message of the last error where there were too many.</param>
internal sealed class FaultList(int capacity, string overflow)
{
    // What names are quoted may be as long as a document, and a document may have an error about the same name on every line.
    private const int MostCharacters = 1 << 18;

    private readonly List<(string Message, ImmutableArray<Place> Places)> _faults = [];
    private int _characters;

    public int Count => _faults.Count;

    /// <summary>Whether a fault was dropped, since there were many or their messages were long, so that looking for more is in vain.</summary>
    public bool IsFull { get; private set; }

    public void Add(string message, params ReadOnlySpan<Place> places)
    {
        if (_faults.Count == capacity || _characters > MostCharacters)
        {
            IsFull = true;
            return;
        }

        _characters += message.Length;
        _faults.Add((message, [.. places]));
    }

    /// <summary>The faults in the order in which they were added.</summary>
    public ImmutableArray<GraphQLError> ToErrors()
    {
        var located = Locate();
        var errors = ImmutableArray.CreateBuilder<GraphQLError>(_faults.Count + 1);
        foreach (var (message, places) in _faults)
        {
            errors.Add(new GraphQLError(message) { Locations = [.. places.Select(place => located[place])] });
        }

        if (IsFull)
        {
            errors.Add(new GraphQLError(overflow));
        }

        return errors.DrainToImmutable();
    }

    // Locating one place costs as much as the text before it, so each text is read once for all of its places.
    private Dictionary<Place, SourceLocation> Locate()
    {
        Dictionary<Place, SourceLocation> located = [];
        foreach (var group in _faults.SelectMany(fault => fault.Places).Distinct().GroupBy(place => place.Source))
        {
            LocateAll(group.Key, group.Order(Comparer<Place>.Create((left, right) => left.Start.CompareTo(right.Start))), located);
        }

        return located;
    }

    private static void LocateAll(SourceText source, IEnumerable<Place> ordered, Dictionary<Place, SourceLocation> located)
    {
        var text = source.Utf8.Span;
        int line = 1;
        int column = 1;
        int at = 0;
        foreach (var place in ordered)
        {
            int end = Math.Clamp(place.Start, 0, text.Length);
            for (; at < end; at++)
            {
                byte b = text[at];
                if (b == '\n' || (b == '\r' && !(at + 1 < text.Length && text[at + 1] == '\n')))
                {
                    (line, column) = (line + 1, 1);
                }
                else
                {
                    // Continuation bytes add nothing; a four-byte sequence is a surrogate pair.
                    column += (b & 0xC0) == 0x80 ? 0 : b >= 0xF0 ? 2 : 1;
                }
            }

            located[place] = new SourceLocation(line, column);
        }
    }
}
