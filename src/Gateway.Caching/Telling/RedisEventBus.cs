using System.Text;
using Gateway.Caching.Invalidation;
using Gateway.Caching.Storing;
using StackExchange.Redis;

namespace Gateway.Caching.Telling;

/// <summary>Tells all processes by pub/sub: the name of the sender, a line end, the message.</summary>
/// <remarks>
/// What this process tells it hears at once, without Redis. Pub/sub loses what is sent while a connection is broken; that some may be missing is
/// known when this process comes in step again (<see cref="Membership"/>), which is how it learns of missed invalidations, too.
/// </remarks>
internal sealed class RedisEventBus : IEventBus
{
    private readonly RedisRecordStore _redis;
    private readonly string _channel;
    private readonly byte[] _sender;

    public RedisEventBus(RedisRecordStore redis, RedisConnection connection, Membership membership, string channel)
    {
        ArgumentNullException.ThrowIfNull(redis);
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(membership);
        (_redis, _channel) = (redis, channel);
        _sender = Encoding.UTF8.GetBytes(redis.Owner + '\n');
        connection.Opened += Listen;
        membership.Rejoined += () => Interrupted?.Invoke();
    }

    /// <inheritdoc/>
    public event Action<ReadOnlyMemory<byte>>? Heard;

    /// <inheritdoc/>
    public event Action? Interrupted;

    /// <inheritdoc/>
    public async ValueTask<bool> TellAsync(ReadOnlyMemory<byte> message, CancellationToken cancel)
    {
        if (!await _redis.PublishAsync(_channel, [.. _sender, .. message.Span], cancel))
        {
            return false;
        }

        Heard?.Invoke(message);
        return true;
    }

    private void Listen(IConnectionMultiplexer multiplexer)
    {
        var subscribed = multiplexer.GetSubscriber().SubscribeAsync(_channel, (_, bytes) => OnMessage(bytes!));
        _ = subscribed.ContinueWith(
            static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    private void OnMessage(byte[] bytes)
    {
        int end = Array.IndexOf(bytes, (byte)'\n');
        if (end >= 0 && !bytes.AsSpan().StartsWith(_sender))
        {
            Heard?.Invoke(bytes.AsMemory(end + 1));
        }
    }
}
