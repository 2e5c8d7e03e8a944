using System.Text.Json;
using Gateway.GraphQL.Values;
using Gateway.Sandbox.Data;
using Gateway.Sandbox.Seeding;

namespace Gateway.Sandbox.Webhooks;

/// <summary>Makes the webhooks of changes.</summary>
/// <param name="snapshot">The world the payloads are read from: after the change, or for a removal before it.</param>
/// <param name="now">When the change happens.</param>
/// <param name="dice">Gives delivery ids.</param>
internal sealed class Envelopes(Snapshot snapshot, DateTimeOffset now, Dice dice)
{
    // The id of the webhook's configuration: the same for all deliveries.
    private const string WebhookId = "5a0d6b1e-0c1f-4f0e-9d37-2f6f3f9b7c11";

    private const string ClientId = "c0ffee00-1234-4abc-8def-0123456789ab";

    /// <summary>A change of an entity.</summary>
    /// <param name="action"><c>create</c>, <c>update</c> or <c>remove</c>.</param>
    /// <param name="entity">Its state after the change, or before a removal.</param>
    /// <param name="updatedFrom">The old values of what changed; null unless it is an update.</param>
    public SandboxWebhook OfEntity(string action, Entity entity, IReadOnlyDictionary<string, object?>? updatedFrom) => Make(entity.TypeName, writer =>
    {
        var payload = new PayloadWriter(snapshot, writer);
        writer.WriteString("action", action);
        WriteActor(writer);
        writer.WriteString("createdAt", Instant.Text(now));
        writer.WritePropertyName("data");
        payload.Write(entity, entity.TypeName);
        if (entity.Shape.Find("url") is { } url && entity[url.Slot] is string address)
        {
            writer.WriteString("url", address);
        }

        if (updatedFrom is not null)
        {
            writer.WriteStartObject("updatedFrom");
            foreach (var (name, value) in updatedFrom)
            {
                writer.WritePropertyName(name);
                PayloadWriter.WriteValue(writer, value);
            }

            writer.WriteEndObject();
        }
    });

    /// <summary>A session was created or prompted.</summary>
    /// <param name="action"><c>created</c> or <c>prompted</c>.</param>
    /// <param name="session">The session.</param>
    /// <param name="activity">The prompt; null if there is none.</param>
    public SandboxWebhook OfSession(string action, Entity session, Entity? activity) => Make("AgentSessionEvent", writer =>
    {
        var payload = new PayloadWriter(snapshot, writer);
        writer.WriteString("action", action);
        writer.WriteString("createdAt", Instant.Text(now));
        writer.WriteString("appUserId", (string)session["appUser"]!);
        writer.WriteString("oauthClientId", ClientId);
        writer.WriteStartObject("agentSession");
        payload.WriteFields(session, "AgentSession");
        writer.WriteString("type", "commentThread");
        writer.WriteString("organizationId", Organization.Id);
        writer.WriteEndObject();
        if (activity is not null)
        {
            writer.WritePropertyName("agentActivity");
            payload.Write(activity, "AgentActivity");
        }
        else if (session["issue"] is string)
        {
            writer.WriteString("promptContext", $"<issue id=\"{session["issue"]}\"/>");
        }
    });

    private Entity Organization => snapshot.Table("Organization").Newest[0];

    private SandboxWebhook Make(string type, Action<Utf8JsonWriter> write)
    {
        long timestamp = now.ToUnixTimeMilliseconds();
        var body = CanonicalJson.Write(
            write,
            (writer, content) =>
            {
                writer.WriteStartObject();
                content(writer);
                writer.WriteString("type", type);
                writer.WriteString("organizationId", Organization.Id);
                writer.WriteNumber("webhookTimestamp", timestamp);
                writer.WriteString("webhookId", WebhookId);
                writer.WriteEndObject();
            });
        return new SandboxWebhook(type, dice.Uuid(), timestamp, body);
    }

    private void WriteActor(Utf8JsonWriter writer)
    {
        var viewer = snapshot.Table("User").Newest.First(user => user["isMe"] is true);
        writer.WriteStartObject("actor");
        new PayloadWriter(snapshot, writer).WriteFields(viewer, "UserChild");
        writer.WriteString("type", "user");
        writer.WriteEndObject();
    }
}
