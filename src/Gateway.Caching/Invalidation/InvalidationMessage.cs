using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Gateway.Caching.Keys;
using Gateway.Caching.Storing;

namespace Gateway.Caching.Invalidation;

/// <summary>What processes tell each other: an invalidation that is marked in Redis, or a sign of life that only its sender listens for.</summary>
/// <param name="Position">Its epoch and number.</param>
/// <param name="Sender">Random, one for each process.</param>
/// <param name="SentAt">Milliseconds of Unix time by the sender's clock.</param>
/// <param name="Invalidation">Null for a sign of life.</param>
/// <remarks>
/// <code>{"v":1,"e":"epoch","n":7,"s":"sender","at":1767225600000,"all":false,"i":["Issue:9f2c"],"r":[],"t":["Issue"],"y":[]}</code>
/// Without <c>all</c> and what follows it is a sign of life. Texts are escaped as they are in keys. A soft one has <c>"b"</c> as well, its time; to a
/// version that does not know it, it is a hard one.
/// </remarks>
internal sealed record InvalidationMessage(SharedPosition Position, string Sender, long SentAt, Invalidation? Invalidation)
{
    /// <summary>The longest message that is read. One that would be longer says instead that everything is to be forgotten.</summary>
    public const int MaxLength = 8 << 20;

    private const int Version = 1;
    private const int MaxDepth = 4;

    /// <summary>The message as bytes.</summary>
    public byte[] Write()
    {
        byte[] bytes = Write(Invalidation);
        return bytes.Length <= MaxLength ? bytes : Write(Caching.Invalidation.Invalidation.All);
    }

    /// <summary>Reads what somebody sent. False for anything that is not such a message; never throws.</summary>
    public static bool TryRead(byte[] bytes, [NotNullWhen(true)] out InvalidationMessage? message)
    {
        message = null;
        if (bytes is not { Length: > 0 and <= MaxLength })
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth });
            message = Read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            // Not JSON, or not ours.
        }

        return message is not null;
    }

    private byte[] Write(Invalidation? invalidation)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteNumber("v", Version);
            json.WriteString("e", KeyText.Escape(Position.Epoch));
            json.WriteNumber("n", Position.Number);
            json.WriteString("s", KeyText.Escape(Sender));
            json.WriteNumber("at", SentAt);
            if (invalidation is not null)
            {
                json.WriteBoolean("all", invalidation.Everything);
                if (invalidation.StaleBefore is { } before)
                {
                    json.WriteNumber("b", before);
                }

                WriteTexts(json, "i", invalidation.Entities.Select(KeyText.EscapeEntity));
                WriteTexts(json, "r", invalidation.Removed.Select(KeyText.EscapeEntity));
                WriteTexts(json, "t", invalidation.Tags.Select(KeyText.Escape));
                WriteTexts(json, "y", invalidation.Types.Select(KeyText.Escape));
            }

            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    // What is missing, or of another kind than it must be, throws.
    private static InvalidationMessage? Read(JsonElement json)
    {
        long number = json.GetProperty("n").GetInt64();
        if (json.GetProperty("v").GetInt64() != Version || number < 0)
        {
            return null;
        }

        Invalidation? invalidation = null;
        if (json.TryGetProperty("all", out var everything))
        {
            invalidation = new Invalidation(
                EntitiesOf(json.GetProperty("i")), EntitiesOf(json.GetProperty("r")), TextsOf(json.GetProperty("t")), everything.GetBoolean())
            {
                Types = TextsOf(json.GetProperty("y")),
                StaleBefore = json.TryGetProperty("b", out var before) ? before.GetInt64() : null,
            };
        }

        return new InvalidationMessage(
            new SharedPosition(TextOf(json.GetProperty("e")), number), TextOf(json.GetProperty("s")), json.GetProperty("at").GetInt64(), invalidation);
    }

    private static EntityKey[] EntitiesOf(JsonElement texts) =>
        [.. texts.EnumerateArray().Select(text => KeyText.TryUnescapeEntity(StringOf(text), out var key) ? key : throw new FormatException())];

    private static string[] TextsOf(JsonElement texts) => [.. texts.EnumerateArray().Select(TextOf)];

    private static string TextOf(JsonElement text) => KeyText.TryUnescape(StringOf(text), out string? unescaped) ? unescaped : throw new FormatException();

    private static string StringOf(JsonElement text) => text.GetString() ?? throw new FormatException();
}
