using System.Text;
using System.Text.Json;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using Gateway.GraphQL.Execution;

namespace Gateway.Stitching.Normalizing;

/// <summary>How it is kept that the upstream knows no such entity, with the words it said so.</summary>
internal static class NotFound
{
    private static readonly FieldKey Message = new("message");
    private static readonly FieldKey Extensions = new("extensions");

    public static FieldValue ToValue(FieldFault fault)
    {
        byte[] message = JsonSerializer.SerializeToUtf8Bytes(fault.Message);
        byte[] extensions = fault.Extensions.ToArray();
        return FieldValue.OfObject(new EmbeddedObject(
            "",
            [Message, Extensions],
            [FieldValue.OfLeaf(message, 0, message.Length), FieldValue.OfLeaf(extensions, 0, extensions.Length)]));
    }

    public static FieldFault ToFault(FieldValue value)
    {
        string message = JsonSerializer.Deserialize<string>(Encoding.UTF8.GetString(value.Object[Message].Json.Span))!;
        return new FieldFault(message) { Extensions = value.Object[Extensions].Json };
    }
}
