using Gateway.Caching.Keys;
using Gateway.Caching.Telemetry;
using StackExchange.Redis;

namespace Gateway.Caching.Storing;

/// <summary>Records, marks and the sequence in Redis, as one process sees them. What cannot be had just now is null or false, never an exception.</summary>
internal sealed class RedisRecordStore
{
    private readonly RedisConnection _connection;
    private readonly RedisSequence _sequence;
    private readonly RedisReader _reader;
    private readonly RedisWriter _writer;
    private readonly OwnSeat _seat;
    private readonly RedisSeats _seats;

    /// <param name="connection">The way to Redis. Stays the caller's.</param>
    /// <param name="options">Valid, and those of the connection.</param>
    /// <param name="owner">Random, one for each process: its name, by which its claims and its seat are known.</param>
    /// <param name="time">For the pace at which lives are renewed.</param>
    /// <param name="metrics">Is told what was rejected, and what became of fills.</param>
    public RedisRecordStore(RedisConnection connection, RedisOptions options, string owner, TimeProvider time, CachingMetrics metrics)
    {
        var keys = new KeySpace(options.Prefix);
        var servers = new RedisServers();
        _connection = connection;
        _seat = new OwnSeat(connection, keys.Sequence, owner, time);
        _seats = new RedisSeats(connection, keys.Sequence, servers);
        _sequence = new RedisSequence(connection, keys, options, servers, _seat, time);
        _reader = new RedisReader(connection, keys, options, servers, _sequence, owner, metrics);
        _writer = new RedisWriter(connection, keys, options, _sequence, owner, time, metrics);
    }

    /// <summary>The name of this process: random.</summary>
    public string Owner => _seat.Pod;

    /// <summary>What was asked before this time does not tell for how long this process may rely on what it knows.</summary>
    public long SureFrom => _seat.SureFrom;

    /// <summary>Whether a part of a cluster cannot be reached.</summary>
    public bool IsPartial => _sequence.IsPartial;

    /// <summary>Looks which servers these are, and where the sequence is; begins a new epoch if anything may have been lost.</summary>
    /// <param name="seen">The furthest position that this process has seen; null if none.</param>
    /// <param name="isStaying">Whether to take a seat, so that invalidations wait for this process until it leaves.</param>
    /// <param name="cancel">Ends the waiting with an exception.</param>
    /// <returns>Null if Redis cannot tell.</returns>
    public Task<SharedState?> JoinAsync(SharedPosition? seen, bool isStaying, CancellationToken cancel) =>
        _sequence.JoinAsync(seen, isStaying, cancel);

    /// <summary>Gives back the seat. This process must not rely any more on what it knows.</summary>
    public Task LeaveAsync() => _seat.LeaveAsync();

    /// <summary>All seats of an epoch. Null without an answer, or if the epoch is another.</summary>
    public Task<SeatList?> ReadSeatsAsync(string epoch, CancellationToken cancel) => _seats.ReadAsync(epoch, cancel);

    /// <summary>As <see cref="RedisSeats.AskAsync"/>.</summary>
    public Task<IReadOnlyList<string>?> AskSeatsAsync(string epoch, IReadOnlyList<string> pods, CancellationToken cancel) =>
        _seats.AskAsync(epoch, pods, cancel);

    /// <summary>As <see cref="RedisSeats.ForgetAsync"/>.</summary>
    public Task<IReadOnlyList<bool>?> ForgetSeatsAsync(IReadOnlyList<(string Pod, string Asked)> silent, CancellationToken cancel) =>
        _seats.ForgetAsync(silent, cancel);

    /// <summary>Notes that no process is in step any more with the epoch before. False if that could not be done.</summary>
    public Task<bool> SettleAsync(string epoch, CancellationToken cancel) => _seats.SettleAsync(epoch, cancel);

    /// <summary>Where the sequence is. Null without an answer; unknown if it is time to join again, also where the seat was lost.</summary>
    public Task<SharedPosition?> PollAsync(CancellationToken cancel) => _sequence.PollAsync(cancel);

    /// <summary>Reads records in one round trip. Null without an answer.</summary>
    /// <remarks>In a cluster there are two where the sequence has advanced since it was last heard of.</remarks>
    public async Task<SharedRead?> ReadAsync(string epoch, CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel) =>
        (await _reader.ReadAsync(epoch, scope, reads, isClaim: false, cancel))?.ToRead();

    /// <summary>Claims the fetch of entities and reads them, in one round trip. Null without an answer: then nothing is claimed.</summary>
    /// <remarks>As for a read, there may be two in a cluster. Also what is there is claimed, since it may not be what the caller hoped for.</remarks>
    public async Task<SharedRead?> ClaimAsync(string epoch, CacheScope scope, IReadOnlyCollection<RecordRead> reads, CancellationToken cancel) =>
        (await _reader.ReadAsync(epoch, scope, reads, isClaim: true, cancel))?.ToRead();

    /// <summary>Stores what was fetched, except where it was invalidated since or that cannot be ruled out. Gives back this process's claims on it.</summary>
    /// <returns>How many were stored; null without an answer.</returns>
    /// <remarks>What is to be stored is asked for once it is known where the sequence is, so that what was applied by then can be vouched for.</remarks>
    public Task<int?> FillAsync(string epoch, CacheScope scope, Func<IReadOnlyCollection<SharedFill>> makeFills, CancellationToken cancel) =>
        _writer.FillAsync(epoch, scope, makeFills, cancel);

    /// <summary>Gives back this process's claims.</summary>
    public Task ReleaseAsync(string epoch, CacheScope scope, IReadOnlyCollection<EntityKey> keys, CancellationToken cancel) =>
        _writer.ReleaseAsync(epoch, scope, keys, cancel);

    /// <summary>Takes the next number and notes what is invalidated by it, except the marks of single entities.</summary>
    /// <returns>Null without an answer, then the number may have been taken; unknown if the epoch is another or it is time to join again.</returns>
    public Task<SharedPosition?> AdvanceAsync(string epoch, Invalidation.Invalidation invalidation, CancellationToken cancel) =>
        _sequence.AdvanceAsync(epoch, invalidation, cancel);

    /// <summary>Marks entities as invalidated. False if not all could be marked.</summary>
    public Task<bool> MarkAsync(SharedPosition position, IReadOnlyCollection<EntityKey> keys, CancellationToken cancel) =>
        _writer.MarkAsync(position, keys, cancel);

    /// <summary>Tells all that listen. False if that could not be done.</summary>
    public async Task<bool> PublishAsync(string channel, byte[] message, CancellationToken cancel)
    {
        // It takes no memory there, so it is a read: signs of life go on while Redis is full.
        var literal = new RedisChannel(channel, RedisChannel.PatternMode.Literal);
        var outcome = await _connection.CallAsync(RedisUse.Read, database => database.PublishAsync(literal, message), cancel);
        return outcome.Ok;
    }
}
