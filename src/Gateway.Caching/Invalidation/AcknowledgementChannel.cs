using System.Collections.Concurrent;
using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.Caching.Telemetry;
using StackExchange.Redis;

namespace Gateway.Caching.Invalidation;

/// <summary>Tells senders of invalidations that this process has applied them, and hears the same of its own, by pub/sub.</summary>
/// <remarks>While one message is under way others gather, and leave together in the next one. Safe for concurrent use.</remarks>
internal sealed class AcknowledgementChannel(RedisRecordStore redis, KeySpace keys, CachingMetrics metrics, TimeProvider time)
{
    private const int MaxWaiting = 100_000;

    private readonly ConcurrentDictionary<SharedPosition, Roll> _rolls = new();
    private readonly Lock _gate = new();
    private Dictionary<(string Sender, string Epoch), List<long>> _waiting = [];
    private int _count;
    private bool _isSending;

    /// <summary>Begins to listen with a client that was just made. What is not heard costs time, and no truth.</summary>
    public void Listen(IConnectionMultiplexer multiplexer)
    {
        ArgumentNullException.ThrowIfNull(multiplexer);
        var subscribed = multiplexer.GetSubscriber().SubscribeAsync(keys.AcknowledgementsOf(redis.Owner), (_, bytes) => OnMessage(bytes!));
        _ = subscribed.ContinueWith(
            static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    /// <summary>Begins to note who has applied an invalidation of this process. To be called before anybody is told of it.</summary>
    public Roll Open(SharedPosition position)
    {
        var roll = new Roll(time, () => _rolls.TryRemove(position, out _));
        _rolls[position] = roll;
        return roll;
    }

    /// <summary>Tells the sender, soon, that this process has applied its invalidation.</summary>
    public void Acknowledge(string sender, SharedPosition position)
    {
        lock (_gate)
        {
            // So many wait only where nothing can be sent, and then nobody waits for them.
            if (_count >= MaxWaiting)
            {
                return;
            }

            var key = (sender, position.Epoch);
            if (!_waiting.TryGetValue(key, out var numbers))
            {
                _waiting.Add(key, numbers = []);
            }

            numbers.Add(position.Number);
            _count++;
            if (_isSending)
            {
                return;
            }

            _isSending = true;
        }

        // Not on the client's thread, which completes all answers.
        _ = Task.Run(SendAsync);
    }

    private async Task SendAsync()
    {
        bool isDone = false;
        try
        {
            while (Take() is { } waiting)
            {
                await Task.WhenAll(waiting.SelectMany(
                    group => group.Value.Chunk(AcknowledgementMessage.MaxNumbers),
                    (group, numbers) => redis.PublishAsync(
                        keys.AcknowledgementsOf(group.Key.Sender),
                        new AcknowledgementMessage(group.Key.Epoch, redis.Owner, numbers).Write(),
                        CancellationToken.None)));
            }

            isDone = true;
        }
        finally
        {
            // Whatever went wrong: the next acknowledgement sends again.
            if (!isDone)
            {
                lock (_gate)
                {
                    _isSending = false;
                }
            }
        }
    }

    private Dictionary<(string Sender, string Epoch), List<long>>? Take()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _isSending = false;
                return null;
            }

            var taken = _waiting;
            _waiting = [];
            _count = 0;
            return taken;
        }
    }

    private void OnMessage(byte[] bytes)
    {
        if (!AcknowledgementMessage.TryRead(bytes, out var message))
        {
            metrics.CountForeignMessage();
            return;
        }

        foreach (long number in message.Numbers)
        {
            if (_rolls.TryGetValue(new SharedPosition(message.Epoch, number), out var roll))
            {
                roll.Note(message.Pod);
            }
        }
    }
}
