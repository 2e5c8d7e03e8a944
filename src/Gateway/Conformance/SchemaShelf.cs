using Gateway.GraphQL.Language;

namespace Gateway.Conformance;

/// <summary>Schemas found again by their text: those asked for last, few enough to be no burden. Has one owner and takes no lock.</summary>
internal sealed class SchemaShelf
{
    private const int MostSchemas = 64;
    private const int LongestText = 1 << 20;

    private readonly Dictionary<string, LinkedListNode<(string Text, ConformanceSchema Schema)>> _known = [];
    private readonly LinkedList<(string Text, ConformanceSchema Schema)> _byUse = new();

    public ConformanceSchema Get(string text)
    {
        if (_known.TryGetValue(text, out var found))
        {
            _byUse.Remove(found);
            _byUse.AddFirst(found);
            return found.Value.Schema;
        }

        var schema = ConformanceSchema.Of(Parser.Parse(text, ParserLimits.Schema));
        if (text.Length <= LongestText)
        {
            _known.Add(text, _byUse.AddFirst((text, schema)));
            if (_byUse.Count > MostSchemas)
            {
                _known.Remove(_byUse.Last!.Value.Text);
                _byUse.RemoveLast();
            }
        }

        return schema;
    }
}
