using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Stitching.Normalizing;

/// <summary>The parts of a connection's page: it is one value, whether it was read by nodes or by edges.</summary>
internal sealed class PageParts
{
    public static FieldKey NodesKey { get; } = new("nodes");

    public static FieldKey CursorsKey { get; } = new("cursors");

    public static FieldKey PageInfoKey { get; } = new("pageInfo");

    public FieldValue Nodes { get; set; }

    /// <summary>One for each node; of kind none if the page was read by nodes.</summary>
    public FieldValue Cursors { get; set; }

    public FieldValue PageInfo { get; set; }

    public FieldValue ToValue(string typeName) => FieldValue.OfObject(Cursors.Kind == FieldValueKind.None
        ? new EmbeddedObject(typeName, [NodesKey, PageInfoKey], [Nodes, PageInfo])
        : new EmbeddedObject(typeName, [NodesKey, PageInfoKey, CursorsKey], [Nodes, PageInfo, Cursors]));
}
