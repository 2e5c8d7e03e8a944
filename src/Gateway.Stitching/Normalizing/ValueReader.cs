using System.Runtime.InteropServices;
using System.Text.Json;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Types;
using Gateway.Linear;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Normalizing;

/// <summary>Reads values as they were asked for; entities go into the harvest and leave a link behind.</summary>
/// <param name="model">The schema's model.</param>
/// <param name="document">What was asked.</param>
/// <param name="reply">The bytes that are read, and what the upstream said of places that are null.</param>
/// <param name="harvest">Where entities go.</param>
internal sealed class ValueReader(GatewayModel model, FetchDocument document, UpstreamReply reply, Harvest harvest)
{
    private readonly List<UpstreamPathSegment> _path = [];

    public void Enter(string name) => _path.Add(new UpstreamPathSegment(name, -1));

    public void Leave() => _path.RemoveAt(_path.Count - 1);

    public FieldValue Read(ref Utf8JsonReader reader, FetchField field)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            var definition = field.Model.Definition;
            var value = NullOrError();

            // A null that cannot be is an error, and errors are never stored.
            return value.Kind == FieldValueKind.Null && definition.Type is NonNullTypeRef
                ? FieldValue.OfError(new FieldFault($"Cannot return null for non-nullable field {definition.DeclaringType?.Name}.{definition.Name}."))
                : value;
        }

        return field.Model.Shape switch
        {
            FieldShape.Leaf => ReadLeaf(ref reader),
            FieldShape.Connection => ReadPage(ref reader, field),
            _ => ReadObjects(ref reader, field.Below!),
        };
    }

    /// <summary>Reads the <c>nodes</c> of a page that nobody keeps, for the entities in them.</summary>
    public void ReadNodes(ref Utf8JsonReader reader, FetchSelection selection)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            Enter(name);
            ReadObjects(ref reader, selection);
            Leave();
        }
    }

    public FieldValue ReadObject(ref Utf8JsonReader reader, FetchSelection selection)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return NullOrError();
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return FieldValue.Null;
        }

        var fields = new List<(FieldKey Key, FieldValue Value, bool IsKept)>(selection.Fields.Count + 1);
        string? typeName = selection.Model?.Name;
        string? id = null;
        int expected = 0;
        var asked = selection;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("__typename"u8))
            {
                reader.Read();
                typeName = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                asked = MemberOf(selection, typeName) ?? asked;
                continue;
            }

            ReadField(ref reader, asked, ref expected, ref id, fields);
        }

        return Keep(typeName, id, fields);
    }

    private void ReadField(
        ref Utf8JsonReader reader, FetchSelection asked, ref int expected, ref string? id, List<(FieldKey Key, FieldValue Value, bool IsKept)> fields)
    {
        bool isId = reader.ValueTextEquals("id"u8);
        var field = FindField(ref reader, asked, ref expected);
        reader.Read();
        if (isId && reader.TokenType == JsonTokenType.String)
        {
            id = reader.GetString();
        }

        if (field is not null)
        {
            Enter(field.ResponseName);
            fields.Add((field.Key, Read(ref reader, field), field.Model.IsKept));
            Leave();
        }
        else if (isId && asked.Model?.Type.Field("id") is { } definition)
        {
            fields.Add((model.Of(definition).Key, ReadLeaf(ref reader), true));
        }
        else
        {
            reader.Skip();
        }
    }

    private FieldValue Keep(string? typeName, string? id, List<(FieldKey Key, FieldValue Value, bool IsKept)> fields)
    {
        if (typeName is not null && id is not null && model.TypeNamed(typeName) is { IsEntity: true } type)
        {
            var key = new EntityKey(type.Name, id);
            foreach (var (field, value, isKept) in fields)
            {
                harvest.Add(key, field, value, isKept);
            }

            return FieldValue.OfLink(new EntityLink(key));
        }

        return FieldValue.OfObject(new EmbeddedObject(
            typeName ?? "", [.. fields.Select(field => field.Key)], [.. fields.Select(field => field.Value)]));
    }

    private FieldValue ReadObjects(ref Utf8JsonReader reader, FetchSelection selection)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return ReadObject(ref reader, selection);
        }

        var items = new List<FieldValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            _path.Add(new UpstreamPathSegment(null, items.Count));
            items.Add(ReadObjects(ref reader, selection));
            Leave();
        }

        return FieldValue.OfList([.. items]);
    }

    private FieldValue ReadPage(ref Utf8JsonReader reader, FetchField field)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return FieldValue.Null;
        }

        var page = new PageParts();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string part = reader.GetString()!;
            reader.Read();
            Enter(part);
            switch (part)
            {
                case "nodes":
                    page.Nodes = ReadObjects(ref reader, field.Below!);
                    break;
                case "edges":
                    ReadEdges(ref reader, field.Below!, page);
                    break;
                case "pageInfo":
                    page.PageInfo = ReadLeaves(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }

            Leave();
        }

        return page.ToValue(field.Model.Definition.Type.Named.Name);
    }

    private void ReadEdges(ref Utf8JsonReader reader, FetchSelection selection, PageParts page)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        var nodes = new List<FieldValue>();
        var cursors = new List<FieldValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            _path.Add(new UpstreamPathSegment(null, nodes.Count));
            ReadEdge(ref reader, selection, nodes, cursors);
            Leave();
        }

        page.Nodes = FieldValue.OfList([.. nodes]);
        page.Cursors = FieldValue.OfList([.. cursors]);
    }

    private void ReadEdge(ref Utf8JsonReader reader, FetchSelection selection, List<FieldValue> nodes, List<FieldValue> cursors)
    {
        var node = FieldValue.Null;
        var cursor = FieldValue.Null;
        bool isObject = reader.TokenType == JsonTokenType.StartObject;
        if (!isObject)
        {
            reader.Skip();
        }

        while (isObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isNode = reader.ValueTextEquals("node"u8);
            reader.Read();
            Enter(isNode ? "node" : "cursor");
            if (isNode)
            {
                node = ReadObject(ref reader, selection);
            }
            else
            {
                cursor = ReadLeaf(ref reader);
            }

            Leave();
        }

        nodes.Add(node);
        cursors.Add(cursor);
    }

    private FieldValue ReadLeaves(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return FieldValue.Null;
        }

        var keys = new List<FieldKey>(4);
        var values = new List<FieldValue>(4);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            keys.Add(new FieldKey(reader.GetString()!));
            reader.Read();
            values.Add(ReadLeaf(ref reader));
        }

        return FieldValue.OfObject(new EmbeddedObject("PageInfo", [.. keys], [.. values]));
    }

    // The bytes are copied as they are: a leaf is never decoded or written anew.
    private FieldValue ReadLeaf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return FieldValue.Null;
        }

        if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
        {
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            return LeafCopies.OfContainer(reply.Data.Span[start..(int)reader.BytesConsumed]);
        }

        return LeafCopies.OfScalar(ref reader);
    }

    private FieldValue NullOrError()
    {
        foreach (var error in reply.Errors)
        {
            if (error.Path.Length >= _path.Count && error.Path.AsSpan()[.._path.Count].SequenceEqual(CollectionsMarshal.AsSpan(_path)))
            {
                return FieldValue.OfError(UpstreamFaults.Of(document, error, _path.Count));
            }
        }

        return FieldValue.Null;
    }

    private FetchSelection? MemberOf(FetchSelection selection, string? typeName) =>
        selection.Model is null && typeName is not null && model.TypeNamed(typeName) is { } type ? selection.FindMember(type) : null;

    // Answers keep the order of the document, so that the next field is nearly always the one that comes.
    private static FetchField? FindField(ref Utf8JsonReader reader, FetchSelection selection, ref int expected)
    {
        var fields = selection.Fields;
        for (int i = 0; i < fields.Count; i++)
        {
            var candidate = fields[(expected + i) % fields.Count];
            if (reader.ValueTextEquals(candidate.ResponseName))
            {
                expected += i + 1;
                return candidate;
            }
        }

        return null;
    }
}
