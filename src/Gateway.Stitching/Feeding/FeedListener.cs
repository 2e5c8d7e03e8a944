using System.Buffers;
using System.Text.Json;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Storing;
using Gateway.Linear.Feed;
using Gateway.Linear.Webhooks;
using Gateway.Stitching.Live;

namespace Gateway.Stitching.Feeding;

/// <summary>Applies what one connection of the feed tells, exactly as webhooks are applied.</summary>
/// <param name="plan">What is listened to.</param>
/// <param name="intake">Takes the events.</param>
/// <param name="store">Forgets.</param>
/// <param name="metrics">Counts.</param>
/// <param name="begun">Called when what happens from then on is told, with the fields of the subscriptions that are refused.</param>
internal sealed class FeedListener(FeedPlan plan, EventIntake intake, IRecordStore store, FeedMetrics metrics, Action<IReadOnlyList<string>> begun) : IFeedListener
{
    /// <summary>Whether the connection came so far that what happens is told.</summary>
    public bool HasBegun { get; private set; }

    public void Begin(IReadOnlyList<string> refused)
    {
        HasBegun = true;
        begun(refused);
    }

    public async ValueTask<bool> HearAsync(int query, JsonElement data)
    {
        var rule = plan.Rules[query];
        bool isApplied = EventOf(rule, data) is { } told
            ? await intake.ApplyAsync(told).ConfigureAwait(false) != EventOutcome.Failed

            // Something has changed, and nobody says what.
            : await store.InvalidateAsync(SuspectsOf(rule), CancellationToken.None).ConfigureAwait(false);
        metrics.CountEvent(rule.Event, data.ValueKind == JsonValueKind.Undefined ? "unreadable" : isApplied ? "applied" : "failed");
        return isApplied;
    }

    private Invalidation SuspectsOf(FeedRule rule) => Invalidation.None with { Types = plan.SuspectsOf(rule) };

    private static WebhookEvent? EventOf(FeedRule rule, JsonElement data)
    {
        if (data.ValueKind == JsonValueKind.Undefined)
        {
            return null;
        }

        var body = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, rule.Event);
            json.WriteString("action"u8, rule.Action);
            json.WritePropertyName("data"u8);
            data.WriteTo(json);
            json.WriteEndObject();
        }

        return WebhookEvent.TryParse(body.WrittenMemory, out var told, out _) ? told : null;
    }
}
