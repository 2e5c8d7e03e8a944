using System.Text;
using System.Text.Json;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;
using Gateway.Sandbox.Data;
using Gateway.Sandbox.Limiting;
using Gateway.Sandbox.Querying;
using Gateway.Sandbox.Serving;

namespace Gateway.Sandbox.Subscribing;

/// <summary>What messages of one connection come to. Has one owner.</summary>
/// <param name="schema">What is offered.</param>
/// <param name="compiler">Makes plans.</param>
/// <param name="isKnown">Whether the upgrade brought a credential.</param>
/// <param name="interval">A <c>subscribe</c> sooner than that after another is one too many.</param>
/// <param name="time">Measures it.</param>
internal sealed class FeedRun(Schema schema, RequestCompiler compiler, bool isKnown, TimeSpan interval, TimeProvider time)
{
    private static readonly RateStatus NoRates = new(default!, default!, 0);

    private bool _isBegun;
    private long? _subscribedAt;

    /// <summary>Does what a message says.</summary>
    public void Hear(ReadOnlySpan<byte> text, Action<FeedItem> post)
    {
        try
        {
            using var json = JsonDocument.Parse(Encoding.UTF8.GetString(text));
            Hear(json.RootElement, post);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            post(new FeedItem.Close(4400, "Invalid message received"));
        }
    }

    /// <summary>Writes a <c>next</c>.</summary>
    public void Tell(string id, PreparedRequest request, Entity entity, Snapshot world, ResponseBuffer output)
    {
        output.Append(Encoding.UTF8.GetBytes($$"""{"id":{{JsonSerializer.Serialize(id)}},"type":"next","payload":{"data":"""));
        var run = new OperationRun(schema, request.Plan!, request.Variant!, request.Variables!);
        run.Walk(new SandboxSource(world, NoRates, time.GetUtcNow()) { Payload = SourceValue.Object(entity) }, SourceValue.Object(null), output);
        if (run.Errors.Count > 0)
        {
            output.Append((byte)',');
            ResponseWriter.WriteErrors(output, run.Errors);
        }

        output.Append("}}"u8);
    }

    private void Hear(JsonElement message, Action<FeedItem> post)
    {
        switch (message.GetProperty("type").GetString())
        {
            case "connection_init" when _isBegun:
                post(new FeedItem.Close(4429, "Too many initialisation requests"));
                break;
            case "connection_init":
                _isBegun = true;
                post(new FeedItem.Say("""{"type":"connection_ack"}"""u8.ToArray()));
                break;
            case "ping":
                post(new FeedItem.Say("""{"type":"pong"}"""u8.ToArray()));
                break;
            case "pong":
                break;
            case "complete":
                post(new FeedItem.End(message.GetProperty("id").GetString()!));
                break;
            case "subscribe":
                Subscribe(message.GetProperty("id").GetString()!, message.GetProperty("payload"), post);
                break;
            default:
                post(new FeedItem.Close(4400, "Invalid message received"));
                break;
        }
    }

    private void Subscribe(string id, JsonElement payload, Action<FeedItem> post)
    {
        if (!_isBegun || !isKnown)
        {
            post(_isBegun ? new FeedItem.Close(4002, "Unauthorized") : new FeedItem.Close(4401, "Unauthorized"));
            return;
        }

        if (_subscribedAt is { } before && time.GetElapsedTime(before) < interval)
        {
            post(new FeedItem.Close(4003, "Too many subscriptions at once"));
            return;
        }

        _subscribedAt = time.GetTimestamp();
        var request = Prepare(payload);
        post(request.Refusal is not { } refusal ? new FeedItem.Begin(id, request) : new FeedItem.Say(ErrorOf(id, refusal)));
    }

    private PreparedRequest Prepare(JsonElement payload)
    {
        var request = RequestBody.TryParse(Encoding.UTF8.GetBytes(payload.GetRawText()), out var body, out string? problem)
            ? compiler.Compile(body)
            : new PreparedRequest(Refusals.BadRequest(problem));
        return request.Refusal is null && (request.Plan!.Kind != OperationKind.Subscription || request.Variant!.Root.Fields is not [{ Meta: MetaField.None }])
            ? new PreparedRequest(Refusals.Validation([new GraphQLError("Only a subscription is told on a connection.")]))
            : request;
    }

    private static byte[] ErrorOf(string id, Reply refusal)
    {
        using var body = JsonDocument.Parse(refusal.Body);
        return JsonSerializer.SerializeToUtf8Bytes(new { id, type = "error", payload = body.RootElement.GetProperty("errors") });
    }
}
