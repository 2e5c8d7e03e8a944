using Gateway.Caching.Keys;
using Gateway.Caching.Records;
using StackExchange.Redis;

namespace Gateway.Caching.Storing;

/// <summary>Looks at what Redis holds of an entity, and changes nothing.</summary>
internal sealed class RedisInspector(RedisConnection connection, KeySpace keys, RedisSequence sequence)
{
    private const string Unreadable = "\"(unreadable)\"";

    /// <summary>As <see cref="RedisAdmin.InspectAsync"/>.</summary>
    public async Task<EntityInspection?> InspectAsync(EntityKey key, CancellationToken cancel)
    {
        if (await sequence.PeekAsync(cancel) is not var (state, isBroken))
        {
            return null;
        }

        if (state.Position == SharedPosition.Unknown)
        {
            return new EntityInspection(key, 0, null, false, []);
        }

        string epoch = state.Position.Epoch;
        var outcome = await connection.CallAsync(
            RedisUse.Read,
            async database =>
            {
                var record = database.HashGetAllAsync(keys.RecordOf(epoch, key, CacheScope.Service), RedisSending.Write);
                var mark = database.StringGetAsync(keys.MarkOf(epoch, key), RedisSending.Write);
                return (Record: await record, Mark: await mark);
            },
            cancel);
        if (!outcome.Ok)
        {
            return null;
        }

        long? invalidatedAt = RedisSending.NumberOf(outcome.Value.Mark);
        if (invalidatedAt is { } mark)
        {
            invalidatedAt = Math.Max(mark, Math.Max(state.Everything, state.Types.GetValueOrDefault(key.Type)));
        }

        var fields = outcome.Value.Record.Select(field => FieldOf(field, isBroken ? null : invalidatedAt)).OrderBy(field => field.Field, StringComparer.Ordinal);
        return new EntityInspection(key, state.Position.Number, invalidatedAt, state.Removed.Any(removed => removed.Key == key), [.. fields]);
    }

    /// <param name="field">As it is in Redis.</param>
    /// <param name="invalidatedAt">Null if nothing of the entity is valid.</param>
    private static FieldInspection FieldOf(HashEntry field, long? invalidatedAt)
    {
        string name = KeyText.UnescapeField((string?)field.Name ?? "");
        byte[] bytes = (byte[]?)field.Value ?? [];
        return RecordCodec.TryRead(bytes, out var stored)
            ? new FieldInspection(
                name,
                ValueText.Of(stored.Value),
                stored.Sequence,
                DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(stored.FetchedAt, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())),
                bytes.Length,
                stored.Sequence >= invalidatedAt)
            : new FieldInspection(name, Unreadable, 0, DateTimeOffset.UnixEpoch, bytes.Length, false);
    }
}
