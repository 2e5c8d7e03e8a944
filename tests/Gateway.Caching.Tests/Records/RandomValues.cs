using System.Text;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Caching.Tests.Records;

/// <summary>Random values of all kinds that may be stored, and what a value holds as text.</summary>
internal sealed class RandomValues(int seed)
{
    private static readonly string[] Names = ["Issue", "User", "nodes", "cursor", "pageInfo", "activities({\"first\":20})", "", "é漢😀"];

    private readonly Random _random = new(seed);

    public FieldValue Next(int depth) => _random.Next(depth > 0 ? 6 : 4) switch
    {
        0 => FieldValue.Null,
        1 => Leaf($"\"{new string((char)('a' + _random.Next(26)), _random.Next(_random.Next(10) == 0 ? 5_000 : 20))}é\"", _random.Next(3)),
        2 => Link(Name(), Guid.CreateVersion7().ToString(_random.Next(4) == 0 ? "N" : "D")),
        3 => Link(Name(), $"ENG-{_random.Next(1000)}"),
        4 => FieldValue.OfList([.. Many(depth)]),
        _ => Object(depth),
    };

    public static FieldValue Link(string type, string id) => FieldValue.OfLink(new EntityLink(new EntityKey(type, id)));

    /// <param name="json">Its text.</param>
    /// <param name="offset">How many other bytes are before it in its blob.</param>
    public static FieldValue Leaf(string json, int offset = 0)
    {
        byte[] bytes = [.. new byte[offset], .. Encoding.UTF8.GetBytes(json), .. new byte[offset]];
        return FieldValue.OfLeaf(bytes, offset, bytes.Length - (2 * offset));
    }

    /// <summary>All that a value holds. Equal texts are equal values.</summary>
    public static string Describe(in FieldValue value) => value.Kind switch
    {
        FieldValueKind.Leaf => $"leaf {Encoding.UTF8.GetString(value.Json.Span)}",
        FieldValueKind.Link => $"link {value.Link.Key}",
        FieldValueKind.List => $"[{string.Join(", ", value.Items.Select(item => Describe(item)))}]",
        FieldValueKind.Object =>
            $"{value.Object.TypeName}{{{string.Join(", ", value.Object.Keys.Zip(value.Object.Values, (key, field) => $"{key}: {Describe(field)}"))}}}",
        _ => value.Kind.ToString(),
    };

    private FieldValue Object(int depth)
    {
        var values = Many(depth).ToArray();
        return FieldValue.OfObject(new EmbeddedObject(Name(), [.. values.Select(_ => new FieldKey(Name()))], values));
    }

    private IEnumerable<FieldValue> Many(int depth) => Enumerable.Range(0, _random.Next(6)).Select(_ => Next(depth - 1));

    private string Name() => Names[_random.Next(Names.Length)];
}
