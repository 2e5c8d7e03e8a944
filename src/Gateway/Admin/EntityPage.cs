using System.Text.Json;
using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.Http;
using Gateway.Stitching;
using Gateway.Stitching.Explaining;
using Microsoft.Extensions.Options;

namespace Gateway.Admin;

/// <summary>Shows what this process and Redis hold of an entity, for the gateway's own credential, and what its next reader is given. No values.</summary>
internal sealed class EntityPage(ServedEngine served, IRecordStore store, IOptions<RedisOptions> redis, TimeProvider time, ILoggerFactory logging)
{
    public async Task AnswerAsync(HttpContext context, string type, string id)
    {
        var key = new EntityKey(type, id);
        if (new EntityInspector(served.Model, store, time).Inspect(key) is not { } report)
        {
            await JsonReply.RefuseAsync(context, StatusCodes.Status404NotFound, "There is no type of entities of that name.");
            return;
        }

        bool isShared = redis.Value.Address.Length > 0;
        var inspection = isShared ? await InspectAsync(key, context.RequestAborted) : null;
        await AdminEndpoint.SendAsync(context, json => Write(json, report, isShared, inspection));
    }

    // With a connection of its own, as the command line's: what the gateway asks for its callers must not wait for it.
    private async Task<EntityInspection?> InspectAsync(EntityKey key, CancellationToken cancel)
    {
        await using var admin = await RedisAdmin.OpenAsync(redis.Value, time, logging, cancel);
        return admin is null ? null : await admin.InspectAsync(key, cancel);
    }

    private void Write(Utf8JsonWriter json, EntityReport report, bool isShared, EntityInspection? inspection)
    {
        json.WriteString("entity"u8, report.Key.ToString());
        json.WriteStartObject("process"u8);
        json.WriteNumber("sequence"u8, report.Sequence);
        json.WriteNumber("invalidatedAt"u8, report.InvalidatedAt);
        json.WriteNumber("removedAt"u8, report.RemovedAt);
        json.WriteStartArray("fields"u8);
        foreach (var field in report.Fields)
        {
            WriteField(json, field.Field, field.Sequence, DateTimeOffset.FromUnixTimeMilliseconds(field.FetchedAt));
            if (field.MaxAge is { } maxAge)
            {
                json.WriteNumber("maxAge"u8, maxAge / 1000);
            }

            json.WriteString("outlook"u8, JsonNamingPolicy.CamelCase.ConvertName(field.Outlook.ToString()));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        if (!isShared)
        {
            return;
        }

        if (inspection is null)
        {
            // It may be there; it does not tell.
            json.WriteNull("redis"u8);
            return;
        }

        json.WriteStartObject("redis"u8);
        json.WriteNumber("sequence"u8, inspection.Sequence);
        if (inspection.InvalidatedAt is { } at)
        {
            json.WriteNumber("invalidatedAt"u8, at);
        }

        json.WriteBoolean("removed"u8, inspection.IsRemoved);
        json.WriteStartArray("fields"u8);
        foreach (var field in inspection.Fields)
        {
            WriteField(json, field.Field, field.Sequence, field.FetchedAt);
            json.WriteNumber("bytes"u8, field.Bytes);
            json.WriteBoolean("valid"u8, field.IsValid);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteField(Utf8JsonWriter json, string name, long sequence, DateTimeOffset fetchedAt)
    {
        json.WriteStartObject();
        json.WriteString("field"u8, name);
        json.WriteNumber("sequence"u8, sequence);
        json.WriteNumber("age"u8, (long)(time.GetUtcNow() - fetchedAt).TotalSeconds);
    }
}
