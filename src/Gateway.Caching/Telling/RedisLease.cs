using Gateway.Caching.Storing;
using StackExchange.Redis;

namespace Gateway.Caching.Telling;

/// <summary>A key that holds the name of the process and its note, and ends by itself. Who cannot ask does not hold it.</summary>
/// <remarks>
/// A process that cannot ask ceases at once, and the key goes on for at most <see cref="Life"/>; so two never think that they hold it for longer than one
/// call may take.
/// </remarks>
internal sealed class RedisLease(RedisConnection connection, string key, string owner) : ILease
{
    private const string Take =
        """
        local owner = redis.call('HGET', KEYS[1], 'owner')
        if owner and owner ~= ARGV[1] then
          return {'0', redis.call('HGET', KEYS[1], 'note') or ''}
        end
        redis.call('HSET', KEYS[1], 'owner', ARGV[1])
        redis.call('HSET', KEYS[1], 'note', ARGV[2])
        redis.call('PEXPIRE', KEYS[1], ARGV[3])
        return {'1', ARGV[2]}
        """;

    private const string Release =
        """
        if redis.call('HGET', KEYS[1], 'owner') == ARGV[1] then
          redis.call('DEL', KEYS[1])
        end
        return 0
        """;

    /// <inheritdoc/>
    public TimeSpan Life { get; } = TimeSpan.FromSeconds(4);

    /// <inheritdoc/>
    public async ValueTask<LeaseStanding> TakeAsync(string note, CancellationToken cancel)
    {
        var outcome = await connection.CallAsync(
            RedisUse.Write,
            async database => (RedisValue[]?)await RedisSending.RunAsync(
                database, Take, [key], [owner, note, (long)Life.TotalMilliseconds], RedisSending.Write),
            cancel);
        return outcome is { Ok: true, Value: [var mine, var told] } ? new LeaseStanding(mine == "1", (string?)told ?? "") : default;
    }

    /// <inheritdoc/>
    public async ValueTask ReleaseAsync() => await connection.CallAsync(
        RedisUse.Write, database => RedisSending.RunAsync(database, Release, [key], [owner], RedisSending.Write), CancellationToken.None);
}
