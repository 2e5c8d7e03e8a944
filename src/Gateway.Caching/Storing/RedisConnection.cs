using System.Diagnostics;
using Gateway.Caching.Keys;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Gateway.Caching.Storing;

/// <summary>The one way to Redis: calls end in time with a value or without one, and never throw because Redis is away.</summary>
/// <remarks>Looks after the connection in the background. While Redis is away, calls cost nothing. Safe for concurrent use.</remarks>
internal sealed class RedisConnection : IAsyncDisposable
{
    private static readonly ActivitySource Spans = new("Gateway.Caching");

    private const int ProbeLifeSeconds = 60;

    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _end = new();
    private readonly RedisOptions _options;
    private readonly RedisAddress _address;
    private readonly RedisBreaker _breaker;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisConnection> _logger;
    private readonly string _probeKey;
    private volatile ConnectionMultiplexer? _multiplexer;
    private volatile TaskCompletionSource _wake = NewSignal();
    private Task _watch = Task.CompletedTask;

    /// <param name="options">Valid, with an address.</param>
    /// <param name="time">For time limits and the pace of probes.</param>
    /// <param name="logger">Is told changes of state.</param>
    public RedisConnection(RedisOptions options, TimeProvider time, ILogger<RedisConnection> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!RedisAddress.TryParse(options.Address, out var address, out var faults))
        {
            throw new ArgumentException(string.Join(' ', faults), nameof(options));
        }

        (_options, _address, _time, _logger) = (options, address, time, logger);
        _probeKey = new KeySpace(options.Prefix).Probe;
        _breaker = new RedisBreaker(options.BreakAfter);
        _breaker.Changed += OnChanged;
    }

    /// <summary>What can be expected just now. <see cref="RedisState.Down"/> until the first connection.</summary>
    public RedisState State => _breaker.State;

    /// <summary>Raised at each change of <see cref="State"/>, in order. Handlers are short.</summary>
    public event Action<RedisState>? StateChanged;

    /// <summary>
    /// Raised when the client has been made, and again if it is ever made anew: whoever subscribes to a channel does so here, each time. It may
    /// not be connected yet; a subscription made then takes effect when it is.
    /// </summary>
    public event Action<IConnectionMultiplexer>? Opened;

    /// <summary>Raised whenever a connection to a server was lost or came back, be it for commands or channels: messages may have been missed.</summary>
    public event Action? Interrupted;

    /// <summary>Raised whenever a connection to a server came back, after <see cref="Interrupted"/>.</summary>
    public event Action? Restored;

    /// <summary>Begins to connect, in the background, and to keep the connection. To be called once.</summary>
    public void Start() => _watch = Task.Run(WatchAsync);

    /// <summary>Makes a call, unless it would be in vain.</summary>
    /// <param name="use">Whether it writes.</param>
    /// <param name="call">
    /// Sends one command or many and gives the task of their answers. Not called while Redis is away. What it throws that is not of Redis is
    /// thrown on.
    /// </param>
    /// <param name="cancel">Ends the waiting with an exception.</param>
    /// <returns>
    /// The value; or the fault, after <see cref="RedisOptions.CallTimeout"/> at the latest. A write that ended in a fault may have been carried
    /// out all the same, or may be later.
    /// </returns>
    public async ValueTask<RedisOutcome<T>> CallAsync<T>(RedisUse use, Func<IDatabase, Task<T>> call, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (_multiplexer is not { } multiplexer || !_breaker.Allows(use))
        {
            return RedisOutcome<T>.Unavailable(RedisFaults.FaultOf(State));
        }

        // What is done behind the scenes four times a second is nobody's request.
        using var span = Activity.Current is null
            ? null
            : Spans.StartActivity(use == RedisUse.Write ? "redis write" : "redis read", ActivityKind.Client)?.SetTag("db.system.name", "redis");
        var outcome = await AttemptAsync(multiplexer, call, cancel);
        if (span is not null && !outcome.Ok)
        {
            span.SetStatus(ActivityStatusCode.Error, outcome.Fault.ToString());
        }

        if (_breaker.Note(outcome.Fault))
        {
            _wake.TrySetResult();
        }

        return outcome;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watch;
        await CloseAsync();
        _end.Dispose();
    }

    private async Task WatchAsync()
    {
        long lastAnswer = _time.GetTimestamp();
        while (!_end.IsCancellationRequested)
        {
            try
            {
                if (await ProbeAsync(_multiplexer ?? await OpenAsync()) is not (RedisFault.Down or RedisFault.Slow))
                {
                    lastAnswer = _time.GetTimestamp();
                }
                else if (_time.GetElapsedTime(lastAnswer) > _options.RenewAfter)
                {
                    // The client reconnects where a connection is lost, and waits for ever where one falls silent, as after a failover.
                    _logger.RedisRenewed(_address.ToString(), _options.RenewAfter.TotalSeconds);
                    await CloseAsync();
                    lastAnswer = _time.GetTimestamp();
                }

                await PauseAsync();
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                // The end of the process.
            }
#pragma warning disable CA1031 // A bug, ours or the client's, must not leave the process without Redis for ever.
            catch (Exception error)
#pragma warning restore CA1031
            {
                _logger.WatchFailed(error);
                await Task.Delay(_options.ProbeInterval, _time, CancellationToken.None);
            }
        }
    }

    private async Task<ConnectionMultiplexer?> OpenAsync()
    {
        try
        {
            var multiplexer = await ConnectionMultiplexer.ConnectAsync(RedisClientOptions.Of(_options, _address), null);
            await Task.Yield();
            multiplexer.ConnectionFailed += (_, _) => OnInterrupted();
            multiplexer.ConnectionRestored += (_, _) =>
            {
                OnInterrupted();
                Restored?.Invoke();
            };
            _multiplexer = multiplexer;
            Opened?.Invoke(multiplexer);
            return multiplexer;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whatever it is that the client does not manage, the next round tries again.
            return null;
        }
    }

    private async Task<RedisFault> ProbeAsync(ConnectionMultiplexer? multiplexer)
    {
        RedisFault fault;
        do
        {
            fault = multiplexer is null ? RedisFault.Down : await FaultAsync(multiplexer);
            _breaker.NoteProbe(fault);
        }
        while (fault == RedisFault.Slow && State == RedisState.Up);
        return fault;
    }

    private async Task<RedisFault> FaultAsync(ConnectionMultiplexer multiplexer)
    {
        // As a plain command, so that the client sends it to a replica too and the replica says what it is.
        var written = await AttemptAsync(
            multiplexer, database => database.ExecuteAsync("SET", (RedisKey)_probeKey, "1", "EX", ProbeLifeSeconds), _end.Token);
        if (!written.Ok || State != RedisState.ReadOnly)
        {
            return written.Fault;
        }

        // Promoted. The client looks who is a replica only now and then, and sends no writes there meanwhile: let it look now.
        try
        {
            await multiplexer.ConfigureAsync();
            return RedisFault.None;
        }
        catch (RedisException)
        {
            return RedisFault.Down;
        }
    }

    private async Task PauseAsync()
    {
        await Task.WhenAny(_wake.Task, Task.Delay(_options.ProbeInterval, _time, _end.Token));
        _end.Token.ThrowIfCancellationRequested();
        if (_wake.Task.IsCompleted)
        {
            _wake = NewSignal();
        }
    }

    private async Task<RedisOutcome<T>> AttemptAsync<T>(
        ConnectionMultiplexer multiplexer, Func<IDatabase, Task<T>> call, CancellationToken cancel)
    {
        Task<T>? answer = null;
        RedisOutcome<T> outcome;
        bool isWaiting = false;
        try
        {
            answer = call(multiplexer.GetDatabase());
            isWaiting = !answer.IsCompleted;
            outcome = RedisOutcome<T>.Of(await WaitAsync(answer, cancel));
        }
        catch (Exception error) when (
            !(error is OperationCanceledException && cancel.IsCancellationRequested)
            && RedisFaults.Classify(error) is var fault and not RedisFault.None)
        {
            outcome = RedisOutcome<T>.Unavailable(fault);
        }
        finally
        {
            if (answer is { IsCompleted: false })
            {
                // Whatever still becomes of it, somebody has looked.
                _ = answer.ContinueWith(
                    late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }
        }

        if (isWaiting)
        {
            // We are on the one thread on which the client completes all answers, errors too, and what follows may take long.
            await Task.Yield();
        }

        return outcome;
    }

    private async Task<T> WaitAsync<T>(Task<T> answer, CancellationToken cancel)
    {
        long begun = _time.GetTimestamp();
        try
        {
            return await answer.WaitAsync(_options.CallTimeout, _time, cancel);
        }
        catch (TimeoutException) when (_time.GetElapsedTime(begun) > _options.CallTimeout + Lateness)
        {
            // The timer came late itself: this process is busy, which says nothing of Redis. The answer may be waiting for its turn, too.
            return await answer.WaitAsync(_options.CallTimeout, _time, cancel);
        }
    }

    private async Task CloseAsync()
    {
        if (_multiplexer is { } multiplexer)
        {
            _multiplexer = null;
            await multiplexer.CloseAsync(allowCommandsToComplete: false);
            multiplexer.Dispose();
        }
    }

    private void OnInterrupted()
    {
        Interrupted?.Invoke();
        _wake.TrySetResult();
    }

    private void OnChanged(RedisState state)
    {
        if (state == RedisState.Up)
        {
            _logger.RedisUp(_address.ToString());
        }
        else
        {
            _logger.RedisTroubled(_address.ToString(), state, state == RedisState.Full
                ? "what is fetched is not shared, and invalidations are refused"
                : "pods fetch for themselves, and invalidations are refused");
        }

        StateChanged?.Invoke(state);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
