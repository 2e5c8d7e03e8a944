using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Gateway.Linear.Webhooks;

/// <summary>The body of one webhook delivery: a few fields that all types share, and the rest by path.</summary>
/// <remarks>
/// Generic over types on purpose. Bodies lack fields that GraphQL has, hold others that no schema names, and leave out what is null; so
/// they are good for telling what changed, and not for filling a cache.
/// </remarks>
public sealed class WebhookEvent
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    private readonly JsonElement _root;

    private WebhookEvent(JsonElement root, string type)
    {
        _root = root;
        Type = type;
        Action = Text("action") ?? "";
        OrganizationId = Text("organizationId");
        Timestamp = Find("webhookTimestamp") is { ValueKind: JsonValueKind.Number } sent
            && sent.TryGetDouble(out var ms) && ms >= 0 && ms <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
                ? DateTimeOffset.FromUnixTimeMilliseconds((long)ms)
                : null;
    }

    /// <summary>What kind of thing happened; see <see cref="WebhookTypes"/>. Never empty.</summary>
    public string Type { get; }

    /// <summary>What happened to it, such as <c>update</c> or <c>prompted</c>; empty if the body does not say.</summary>
    public string Action { get; }

    /// <summary>The workspace; null if the body does not say.</summary>
    public string? OrganizationId { get; }

    /// <summary>When the delivery was first sent, by Linear's clock; null if the body does not say.</summary>
    public DateTimeOffset? Timestamp { get; }

    /// <summary>Reads any bytes; never throws.</summary>
    /// <param name="body">The body as it came. It may be reused afterwards.</param>
    /// <param name="e">The event; null if this is none.</param>
    /// <param name="problem">Why this is no event, without quoting it; null if it is one.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> body, [NotNullWhen(true)] out WebhookEvent? e, [NotNullWhen(false)] out string? problem)
    {
        (e, problem) = Parse(body.Span);
        return e is not null;
    }

    /// <summary>The string or number at a path of property names, such as <c>agentSession.id</c>; a number as it is written.</summary>
    /// <returns>Null if the path leads nowhere, through an array, or to anything else.</returns>
    public string? Text(string dottedPath) => Find(dottedPath) is { } element ? TextOf(element) : null;

    /// <summary>
    /// All strings and numbers at a path that may cross arrays, such as <c>previousComments.id</c>, or end at one, such as
    /// <c>data.labelIds</c>; in their order, with repetitions. Empty if there are none.
    /// </summary>
    public IEnumerable<string> Texts(string dottedPath)
    {
        List<string> found = [];
        Collect(_root, dottedPath.Split('.'), found);
        return found;
    }

    private static (WebhookEvent? Event, string? Problem) Parse(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith("\uFEFF"u8))
        {
            body = body[3..];
        }

        if (!Utf8.IsValid(body))
        {
            return (null, "The body is not in UTF-8.");
        }

        try
        {
            var root = JsonElement.Parse(body, Options);
            return root.ValueKind != JsonValueKind.Object ? (null, "The body is not a JSON object.")
                : Step(root, "type") is { ValueKind: JsonValueKind.String } type && TextOf(type) is { Length: > 0 } text ? (new WebhookEvent(root, text), null)
                : (null, "The body names no type.");
        }
        catch (JsonException)
        {
            return (null, "The body is not valid JSON, or nests too deeply.");
        }
    }

    private JsonElement? Find(string dottedPath)
    {
        JsonElement? element = _root;
        foreach (var name in dottedPath.Split('.'))
        {
            element = element is { } parent ? Step(parent, name) : null;
        }

        return element;
    }

    private static void Collect(JsonElement element, ReadOnlySpan<string> path, List<string> found)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, path, found);
            }
        }
        else if (!path.IsEmpty)
        {
            if (Step(element, path[0]) is { } child)
            {
                Collect(child, path[1..], found);
            }
        }
        else if (TextOf(element) is { } text)
        {
            found.Add(text);
        }
    }

    private static JsonElement? Step(JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) ? child : null;
        }
        catch (InvalidOperationException)
        {
            return null; // a property name with half a surrogate pair: legal JSON, but no text
        }
    }

    private static string? TextOf(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString(),
                JsonValueKind.Number => element.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair, as above
        }
    }
}
