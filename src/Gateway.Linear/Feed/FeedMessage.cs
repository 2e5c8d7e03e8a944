using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Gateway.Linear.Feed;

/// <summary>Messages of graphql-transport-ws, as a client writes and reads them.</summary>
/// <remarks>https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md. Ids are the places of the subscriptions.</remarks>
internal static class FeedMessage
{
    public static ReadOnlyMemory<byte> Init { get; } = """{"type":"connection_init"}"""u8.ToArray();

    public static ReadOnlyMemory<byte> Ping { get; } = """{"type":"ping"}"""u8.ToArray();

    public static ReadOnlyMemory<byte> Pong { get; } = """{"type":"pong"}"""u8.ToArray();

    public static ReadOnlyMemory<byte> Subscribe(int place, FeedQuery query)
    {
        var message = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(message))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, place.ToString(CultureInfo.InvariantCulture));
            json.WriteString("type"u8, "subscribe"u8);
            json.WriteStartObject("payload"u8);
            json.WriteString("query"u8, query.Document);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return message.WrittenMemory;
    }

    /// <summary>The type of a message; empty if it has none.</summary>
    public static string TypeOf(JsonElement message) => Text(message, "type") ?? "";

    /// <summary>Which subscription a message is about; null if none.</summary>
    public static int? PlaceOf(JsonElement message, int count) =>
        int.TryParse(Text(message, "id"), NumberStyles.None, CultureInfo.InvariantCulture, out int place) && place < count ? place : null;

    /// <summary>What a <c>next</c> tells of; undefined if it does not say.</summary>
    public static JsonElement DataOf(JsonElement message, string field) =>
        Property(Property(Property(message, "payload"), "data"), field) is { ValueKind: JsonValueKind.Object } data ? data : default;

    private static JsonElement Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
