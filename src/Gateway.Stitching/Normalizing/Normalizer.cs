using System.Text.Json;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.GraphQL.Execution;
using Gateway.Linear;
using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Normalizing;

/// <summary>Turns one answer of the upstream into values by entity, in a single pass over its bytes.</summary>
/// <remarks>Belongs to one exchange. The answer is not trusted: what does not have the shape that was asked for is left out.</remarks>
internal sealed class Normalizer(GatewayModel model, FetchDocument document, UpstreamReply reply, Harvest harvest)
{
    private readonly ValueReader _values = new(model, document, reply, harvest);

    /// <summary>Reads the <c>data</c> of an answer.</summary>
    /// <exception cref="JsonException">The bytes are not the JSON that the client took them for.</exception>
    public void Read()
    {
        var reader = new Utf8JsonReader(reply.Data.Span, new JsonReaderOptions { MaxDepth = 512 });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string alias = reader.GetString()!;
            reader.Read();
            if (document.Find(alias) is { } call)
            {
                _values.Enter(alias);
                ReadCall(ref reader, call);
                _values.Leave();
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadCall(ref Utf8JsonReader reader, FetchCall call)
    {
        if (call.Field is { } field)
        {
            harvest.Add(EntityKey.OfRoot(field.Key), field.Key, _values.Read(ref reader, field), field.Model.IsKept);
        }
        else if (call.IsMany)
        {
            _values.ReadNodes(ref reader, call.Selection!);
        }
        else
        {
            ReadOne(ref reader, call.Keys[0], call.Selection!);
        }
    }

    private void ReadOne(ref Utf8JsonReader reader, EntityKey key, FetchSelection selection)
    {
        var value = _values.ReadObject(ref reader, selection);
        if (value.Kind == FieldValueKind.Link && value.Link.Key != key)
        {
            harvest.Add(key, FieldKey.Alias, value, true);
        }
        else if (value.Kind == FieldValueKind.Error)
        {
            harvest.Fail(key, (FieldFault)value.Error);
        }
    }
}
