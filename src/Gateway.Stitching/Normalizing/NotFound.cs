using System.Text.Json;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Values;

namespace Gateway.Stitching.Normalizing;

/// <summary>How it is kept that the upstream knows no such entity, with the words it said so.</summary>
internal static class NotFound
{
    private static readonly FieldKey Message = new("message");
    private static readonly FieldKey Extensions = new("extensions");

    public static FieldValue ToValue(FieldFault fault)
    {
        byte[] message = CanonicalJson.OfString(fault.Message).ToArray();
        byte[] extensions = fault.Extensions.ToArray();
        return FieldValue.OfObject(new EmbeddedObject(
            "",
            [Message, Extensions],
            [FieldValue.OfLeaf(message, 0, message.Length), FieldValue.OfLeaf(extensions, 0, extensions.Length)]));
    }

    public static FieldFault ToFault(FieldValue value)
    {
        var message = new Utf8JsonReader(value.Object[Message].Json.Span);
        message.Read();
        return new FieldFault(message.GetString()!) { Extensions = value.Object[Extensions].Json };
    }
}
