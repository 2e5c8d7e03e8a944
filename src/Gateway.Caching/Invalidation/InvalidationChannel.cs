using Gateway.Caching.Storing;
using Gateway.Caching.Telemetry;
using StackExchange.Redis;

namespace Gateway.Caching.Invalidation;

/// <summary>Tells the other processes of invalidations, and hears of theirs, by pub/sub. What is lost on the way nobody learns from here.</summary>
internal sealed class InvalidationChannel(RedisRecordStore redis, string name, CachingMetrics metrics, TimeProvider time)
{
    private static readonly TimeSpan EchoTimeout = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private (long Number, TaskCompletionSource Heard) _echo = (0, NewSignal());

    /// <summary>Raised for each invalidation that is heard of, the own ones included, on the client's thread. Handlers are short.</summary>
    public event Action<InvalidationMessage>? Heard;

    /// <summary>Begins to listen with a client that was just made.</summary>
    public void Listen(IConnectionMultiplexer multiplexer)
    {
        ArgumentNullException.ThrowIfNull(multiplexer);

        // Takes effect when the connection is there. Whether it did is found out by listening for ourselves.
        var subscribed = multiplexer.GetSubscriber().SubscribeAsync(name, (_, bytes) => OnMessage(bytes!));
        _ = subscribed.ContinueWith(
            static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    /// <summary>Tells all of an invalidation that is marked. False if that could not be done.</summary>
    public Task<bool> TellAsync(SharedPosition position, Invalidation invalidation, CancellationToken cancel) =>
        redis.PublishAsync(name, new InvalidationMessage(position, redis.Owner, Now(), invalidation).Write(), cancel);

    /// <summary>Tells something that only this process listens for.</summary>
    /// <returns>Whether it was heard: then all that is published from now on is heard as well, until the connection breaks.</returns>
    public async Task<bool> IsHeardAsync(CancellationToken cancel)
    {
        var heard = NewSignal();
        long number;
        lock (_gate)
        {
            number = _echo.Number + 1;
            _echo = (number, heard);
        }

        var sign = new InvalidationMessage(new SharedPosition("echo", number), redis.Owner, Now(), null);
        if (!await redis.PublishAsync(name, sign.Write(), cancel))
        {
            return false;
        }

        await Task.WhenAny(heard.Task, Task.Delay(EchoTimeout, time, cancel));
        cancel.ThrowIfCancellationRequested();
        return heard.Task.IsCompleted;
    }

    private void OnMessage(byte[] bytes)
    {
        if (!InvalidationMessage.TryRead(bytes, out var message))
        {
            // Nobody of ours wrote it; a number that should have come with it will be missed.
            metrics.CountForeignMessage();
            return;
        }

        if (message.Invalidation is not null)
        {
            Heard?.Invoke(message);
            metrics.RecordDelay(Now() - message.SentAt, message.Sender == redis.Owner);
            return;
        }

        lock (_gate)
        {
            if (message.Sender == redis.Owner && message.Position.Number == _echo.Number)
            {
                _echo.Heard.TrySetResult();
            }
        }
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
