using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Gateway.Live;

/// <summary>A message of a client.</summary>
/// <param name="Type">Such as <c>subscribe</c>.</param>
/// <param name="Id">The operation's; null if there is none.</param>
/// <param name="Payload">As JSON; empty if there is none. A part of the message's own memory.</param>
internal sealed record SocketMessage(string Type, string? Id, ReadOnlyMemory<byte> Payload)
{
    private const int MaxDepth = 70;
    private const int MaxIdBytes = 256;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>Reads any bytes; never throws.</summary>
    /// <param name="utf8">The message.</param>
    /// <param name="message">What it says; null if it is none.</param>
    /// <param name="problem">Why it is none.</param>
    public static bool TryRead(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out SocketMessage? message, [NotNullWhen(false)] out string? problem)
    {
        message = null;
        try
        {
            (message, problem) = Read(utf8);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            problem = "The message is not valid JSON.";
        }

        return message is not null;
    }

    private static (SocketMessage? Message, string? Problem) Read(ReadOnlyMemory<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8.Span, Options);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return (null, "The message is not a JSON object.");
        }

        string? type = null;
        string? id = null;
        ReadOnlyMemory<byte> payload = default;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isType = json.ValueTextEquals("type"u8);
            bool isId = json.ValueTextEquals("id"u8);
            bool isPayload = json.ValueTextEquals("payload"u8);
            json.Read();
            int start = (int)json.TokenStartIndex;
            if ((isType || isId) && json.TokenType != JsonTokenType.String)
            {
                return (null, isType ? "The message's type is not a string." : "The message's id is not a string.");
            }

            if (isId && json.ValueSpan.Length > MaxIdBytes)
            {
                return (null, $"The message's id is longer than {MaxIdBytes} bytes.");
            }

            type = isType ? json.GetString() : type;
            id = isId ? json.GetString() : id;
            json.Skip();
            payload = isPayload ? utf8[start..(int)json.BytesConsumed] : payload;
        }

        // Nothing may follow; the reader throws if something does.
        json.Read();
        return type is null ? (null, "The message has no type.") : (new SocketMessage(type, id, payload), null);
    }
}
