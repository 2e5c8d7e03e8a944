using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Gateway.Caching.Keys;

namespace Gateway.Caching.Invalidation;

/// <summary>What a process tells the sender of invalidations: that it has applied them.</summary>
/// <param name="Epoch">The epoch of the numbers.</param>
/// <param name="Pod">Who has applied them.</param>
/// <param name="Numbers">Their numbers, in any order.</param>
/// <remarks><code>{"v":1,"e":"epoch","p":"pod","n":[7,8]}</code></remarks>
internal sealed record AcknowledgementMessage(string Epoch, string Pod, IReadOnlyList<long> Numbers)
{
    /// <summary>The longest message that is read.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>Most numbers in one message.</summary>
    public const int MaxNumbers = 10_000;

    private const int Version = 1;
    private const int MaxDepth = 2;

    /// <summary>The message as bytes.</summary>
    public byte[] Write()
    {
        var output = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteNumber("v", Version);
            json.WriteString("e", KeyText.Escape(Epoch));
            json.WriteString("p", KeyText.Escape(Pod));
            json.WriteStartArray("n");
            foreach (long number in Numbers)
            {
                json.WriteNumberValue(number);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads what somebody sent. False for anything that is not such a message; never throws.</summary>
    public static bool TryRead(byte[] bytes, [NotNullWhen(true)] out AcknowledgementMessage? message)
    {
        message = null;
        if (bytes is not { Length: > 0 and <= MaxLength })
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth });
            var json = document.RootElement;
            if (json.GetProperty("v").GetInt64() == Version)
            {
                message = new AcknowledgementMessage(
                    TextOf(json.GetProperty("e")),
                    TextOf(json.GetProperty("p")),
                    [.. json.GetProperty("n").EnumerateArray().Select(number => number.GetInt64())]);
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            // Not JSON, or not ours.
        }

        return message is not null;
    }

    private static string TextOf(JsonElement text) =>
        KeyText.TryUnescape(text.GetString() ?? throw new FormatException(), out string? unescaped) ? unescaped : throw new FormatException();
}
