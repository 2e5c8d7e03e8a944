using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Keys;
using Gateway.Caching.Telemetry;
using Microsoft.Extensions.Logging;

namespace Gateway.Caching.Storing;

/// <summary>Looks into the Redis of a deployment, and purges, without being one of its gateways.</summary>
public sealed class RedisAdmin : IAsyncDisposable
{
    private const int MaxAttempts = 2;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    private readonly string _name = RandomNumberGenerator.GetHexString(16, lowercase: true);
    private readonly Meter _meter = new(CachingMetrics.MeterName);
    private readonly TimeProvider _time;
    private readonly RedisConnection _connection;
    private readonly RedisRecordStore _store;
    private readonly RedisInspector _inspector;
    private readonly string _channel;
    private readonly RollCall _roll;

    private RedisAdmin(RedisOptions options, TimeProvider time, ILoggerFactory logging)
    {
        var keys = new KeySpace(options.Prefix);
        _time = time;
        _connection = new RedisConnection(options, time, logging.CreateLogger<RedisConnection>());
        var metrics = new CachingMetrics(_meter);
        _store = new RedisRecordStore(_connection, options, _name, time, metrics);
        var own = new OwnSeat(_connection, keys.Sequence, _name, time);
        _inspector = new RedisInspector(_connection, keys, new RedisSequence(_connection, keys, options, new RedisServers(), own, time));
        var acknowledgements = new AcknowledgementChannel(_store, keys, metrics, time);
        _connection.Opened += acknowledgements.Listen;
        _channel = keys.Channel;
        _roll = new RollCall(_store, acknowledgements, metrics, time, logging.CreateLogger<RollCall>());
    }

    /// <summary>Connects. Null if Redis cannot be reached in <see cref="RedisOptions.ConnectTimeout"/>, or does not let us in.</summary>
    public static async Task<RedisAdmin?> OpenAsync(RedisOptions options, TimeProvider time, ILoggerFactory logging, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logging);
        var admin = new RedisAdmin(options, time, logging);
        try
        {
            admin._connection.Start();
            if (await admin.IsReachedAsync(options.ConnectTimeout, cancel))
            {
                var opened = admin;
                admin = null;
                return opened;
            }

            return null;
        }
        finally
        {
            await (admin?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    /// <summary>What is held of an entity, for the service's own scope. Null if Redis cannot tell.</summary>
    public Task<EntityInspection?> InspectAsync(EntityKey key, CancellationToken cancel) => _inspector.InspectAsync(key, cancel);

    /// <summary>Forgets, or makes stale, on all pods, before the task ends. False if that could not be made sure.</summary>
    public async Task<bool> PurgeAsync(Invalidation.Invalidation invalidation, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(invalidation);
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            // The epoch may be another one between the two.
            if (await _store.JoinAsync(null, isStaying: false, cancel) is { } state
                && await _store.AdvanceAsync(state.Position.Epoch, invalidation.Marks, cancel) is { } position
                && position != SharedPosition.Unknown)
            {
                var marks = invalidation.Marks;
                return await _store.MarkAsync(position, [.. marks.Entities.Union(marks.Removed)], cancel)
                    && await _roll.TellAsync(position, stop => PublishAsync(position, invalidation, stop), cancel);
            }
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _meter.Dispose();
    }

    private Task<bool> PublishAsync(SharedPosition position, Invalidation.Invalidation invalidation, CancellationToken cancel) => _store.PublishAsync(
        _channel, new InvalidationMessage(position, _name, _time.GetUtcNow().ToUnixTimeMilliseconds(), invalidation).Write(), cancel);

    private async Task<bool> IsReachedAsync(TimeSpan patience, CancellationToken cancel)
    {
        for (long start = _time.GetTimestamp(); _time.GetElapsedTime(start) < patience; await Task.Delay(Pace, _time, cancel))
        {
            if (_connection.State is not (RedisState.Down or RedisState.Slow))
            {
                return _connection.State != RedisState.Denied;
            }
        }

        return false;
    }
}
