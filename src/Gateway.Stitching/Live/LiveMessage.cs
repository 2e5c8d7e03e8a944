using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Gateway.Caching.Keys;

namespace Gateway.Stitching.Live;

/// <summary>What processes tell each other of an event, once no process relies any more on what it made old.</summary>
/// <remarks>
/// <code>[{"f":"agentActivityCreated","t":"AgentActivity","i":"9f2c","m":{"id":["9f2c"],"agentSessionId":["7b1d"]}}]</code>
/// What a version does not know, it leaves aside.
/// </remarks>
internal static class LiveMessage
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8 };

    public static byte[] Write(IReadOnlyCollection<LiveEvent> events)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartArray();
            foreach (var told in events)
            {
                json.WriteStartObject();
                json.WriteString("f"u8, told.Field);
                json.WriteString("t"u8, told.Entity.Type);
                json.WriteString("i"u8, told.Entity.Id);
                json.WriteStartObject("m"u8);
                foreach (var (argument, values) in told.Marks)
                {
                    json.WriteStartArray(argument);
                    foreach (string value in values)
                    {
                        json.WriteStringValue(value);
                    }

                    json.WriteEndArray();
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads what another process sent. False for anything else; never throws.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out IReadOnlyList<LiveEvent>? events)
    {
        events = null;
        try
        {
            using var document = JsonDocument.Parse(bytes, Options);
            events = [.. document.RootElement.EnumerateArray().Select(Read)];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // Not JSON, or not ours.
        }

        return events is not null;
    }

    private static LiveEvent Read(JsonElement json) => new(
        TextOf(json.GetProperty("f"u8)),
        new EntityKey(TextOf(json.GetProperty("t"u8)), TextOf(json.GetProperty("i"u8))),
        json.GetProperty("m"u8).EnumerateObject().ToDictionary(
            mark => mark.Name, IReadOnlyList<string> (mark) => [.. mark.Value.EnumerateArray().Select(TextOf)], StringComparer.Ordinal));

    private static string TextOf(JsonElement text) => text.GetString() ?? throw new FormatException();
}
