using System.Text;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.Linear;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;
using Gateway.Stitching.Normalizing;
using Gateway.Stitching.Tests.Fetching;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Normalizing;

/// <summary>The answer to a query, read.</summary>
internal sealed class Reading
{
    public const long Sequence = 42;

    public static GatewayModel Schema { get; } = TestSchema.Model();

    /// <param name="document">The query; its calls are named a0, a1 and so on.</param>
    /// <param name="answer">The whole answer.</param>
    public Reading(string document, string answer)
        : this(Schema, document, answer)
    {
    }

    public Reading(GatewayModel model, string document, string answer)
    {
        var packed = new BatchPacker(model, new FetchOptions(), new ManualTime()).Pack(ColdWalk.Needs(model, document), isWidened: false);
        var reply = UpstreamReplyReader.Read(Encoding.UTF8.GetBytes(answer), default);
        Assert.Null(reply.Fault);
        Sent = new SentDocument(packed.Body).Query;
        new Normalizer(model, packed, reply, Harvest).Read();
    }

    public Harvest Harvest { get; } = new(Sequence, 1_000);

    public string Sent { get; }

    /// <summary>The value of a field; of kind none if it was not read.</summary>
    public FieldValue this[string type, string id, string field] =>
        Harvest.TryGet(new EntityKey(type, id), new FieldKey(field), out var entry) ? entry.Value : default;

    /// <summary>The value of a root field by the start of its key.</summary>
    public FieldValue Root(string name)
    {
        var kept = Harvest.Patches().Where(patch => patch.Key.Type == "Query").SelectMany(patch => patch.Entries);
        return kept.FirstOrDefault(entry => entry.Key.Text.StartsWith(name, StringComparison.Ordinal)).Value;
    }

    /// <summary>A value as text: leaves as their bytes, links as their keys.</summary>
    public static string Text(FieldValue value) => value.Kind switch
    {
        FieldValueKind.Leaf => Encoding.UTF8.GetString(value.Json.Span),
        FieldValueKind.Link => value.Link.Key.ToString(),
        FieldValueKind.List => $"[{string.Join(' ', value.Items.Select(Text))}]",
        FieldValueKind.Object => $"{value.Object.TypeName}{{{string.Join(' ', value.Object.Keys.Zip(value.Object.Values, (key, item) => $"{key}={Text(item)}"))}}}",
        FieldValueKind.Error => $"!{((Gateway.GraphQL.Execution.FieldFault)value.Error).Message}",
        FieldValueKind.Null => "null",
        _ => "",
    };

    public string TextOf(string type, string id, string field) => Text(this[type, id, field]);
}
