using System.Text.Json;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.Commands;
using Gateway.Http;
using Gateway.Stitching;

namespace Gateway.Admin;

/// <summary>Has all pods forget something, or take it for stale, before it answers.</summary>
internal sealed class AdminPurge(IRecordStore store, ServedEngine served, TimeProvider time)
{
    // One key and one name.
    private const int MostBytes = 4096;

    private const string Usage =
        "The body must be one of {\"type\":\"Issue\",\"id\":\"…\"}, {\"type\":\"Issue\"}, {\"tag\":\"Issue\"}, {\"all\":true}, as JSON; with \"soft\":true nothing is forgotten.";

    public async Task AnswerAsync(HttpContext context)
    {
        using var body = await PooledBytes.ReadAsync(context.Request, MostBytes, context.RequestAborted);
        if (body is null || Read(body.Memory) is not { } invalidation)
        {
            await JsonReply.RefuseAsync(context, StatusCodes.Status400BadRequest, Usage);
            return;
        }

        var types = EntityTypes.Of(served.Model.Schema);
        string[] unknown = [.. invalidation.Entities.Select(key => key.Type).Concat(invalidation.Types).Concat(invalidation.Tags).Except(types)];
        if (unknown.Length > 0)
        {
            await JsonReply.RefuseAsync(context, StatusCodes.Status404NotFound, $"There is no type of entities of that name. There are: {string.Join(", ", types)}.");
            return;
        }

        // Whoever asked may have gone: it is done all the same, or not at all.
        if (await store.InvalidateAsync(invalidation, CancellationToken.None))
        {
            await AdminEndpoint.SendAsync(context, json =>
            {
                json.WriteBoolean("purged"u8, true);
                json.WriteBoolean("soft"u8, invalidation.StaleBefore is not null);
            });
        }
        else
        {
            context.Response.Headers.RetryAfter = "1";
            await JsonReply.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "Some pods may still know it. Purge again.");
        }
    }

    /// <summary>What is to be forgotten, or softly: with an entity also the lists that may hold it, with a type all lists of it.</summary>
    private Invalidation? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 2, AllowDuplicateProperties = false });
            var root = json.RootElement;
            var members = root.ValueKind == JsonValueKind.Object ? root.EnumerateObject().ToDictionary(member => member.Name, member => member.Value) : [];
            bool isSoft = members.Remove("soft", out var soft) && soft.ValueKind == JsonValueKind.True;
            if (soft.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.True or JsonValueKind.False))
            {
                return null;
            }

            var named = members.Keys.Order(StringComparer.Ordinal).ToArray() switch
            {
                ["id", "type"] when Text(members["type"]) is { } type && Text(members["id"]) is { } id =>
                    Invalidation.Of(new EntityKey(type, id)) with { Tags = [type] },
                ["type"] when Text(members["type"]) is { } type => new Invalidation([], [], [type], false) { Types = [type] },
                ["tag"] when Text(members["tag"]) is { } tag => new Invalidation([], [], [tag], false),
                ["all"] when members["all"].ValueKind == JsonValueKind.True => Invalidation.All,
                _ => null,
            };
            return isSoft && named is not null ? named with { StaleBefore = time.GetUtcNow().ToUnixTimeMilliseconds() } : named;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
