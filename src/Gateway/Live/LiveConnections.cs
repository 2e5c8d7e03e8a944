using System.Collections.Concurrent;
using Gateway.Auth;
using Gateway.Http;
using Microsoft.Extensions.Options;

namespace Gateway.Live;

/// <summary>All connections that stay. Safe for concurrent use.</summary>
internal sealed class LiveConnections
{
    private static readonly RequestFault TooMany = new(
        StatusCodes.Status503ServiceUnavailable, "This gateway keeps as many connections as it may; try again, or elsewhere.", "TOO_MANY_CONNECTIONS")
    {
        RetryAfter = TimeSpan.FromSeconds(5),
    };

    private static readonly RequestFault TooManyOfClient = new(
        StatusCodes.Status429TooManyRequests, "You have as many connections as a client may.", "TOO_MANY_CONNECTIONS")
    {
        RetryAfter = TimeSpan.FromSeconds(5),
    };

    private readonly ConcurrentDictionary<LivePlace, byte> _places = new();
    private readonly ConcurrentDictionary<string, int> _clients = new(StringComparer.Ordinal);
    private readonly SubscriptionOptions _options;
    private readonly TimeProvider _time;
    private int _count;
    private volatile bool _isStopping;

    public LiveConnections(IOptions<SubscriptionOptions> options, ClientRegistry clients, IHostApplicationLifetime lifetime, TimeProvider time)
    {
        (_options, _time) = (options.Value, time);

        // Whoever has lost a key, or a permission, is found out when they come back.
        clients.Replaced += () => Release(place => place.Caller?.Class == CallerClass.Client, "The clients have changed.");
        lifetime.ApplicationStopping.Register(() =>
        {
            _isStopping = true;
            Release(_ => true, "The gateway is stopping.");
        });
    }

    public int Total => Volatile.Read(ref _count);

    /// <summary>Takes a place, to be given back by disposing of it.</summary>
    /// <returns>The place; or why there is none.</returns>
    public (LivePlace? Place, RequestFault? Refusal) Enter(ILiveConnection connection)
    {
        if (_isStopping)
        {
            return (null, TooMany);
        }

        if (Interlocked.Increment(ref _count) > _options.MaxConnections)
        {
            Interlocked.Decrement(ref _count);
            return (null, TooMany);
        }

        var place = new LivePlace(this, connection, _time);
        _places.TryAdd(place, 0);
        if (_isStopping)
        {
            connection.Release("The gateway is stopping.");
        }

        return (place, null);
    }

    /// <summary>Counts a connection for its client.</summary>
    /// <returns>Why it may not stay; null if it may.</returns>
    internal RequestFault? Count(Caller caller)
    {
        if (_clients.AddOrUpdate(caller.Name, 1, static (_, count) => count + 1) <= _options.MaxConnectionsPerClient)
        {
            return null;
        }

        Discount(caller);
        return TooManyOfClient;
    }

    internal void Leave(LivePlace place)
    {
        if (_places.TryRemove(place, out _))
        {
            Interlocked.Decrement(ref _count);
            if (place.Caller is { } caller)
            {
                Discount(caller);
            }
        }
    }

    private void Discount(Caller caller)
    {
        if (_clients.AddOrUpdate(caller.Name, 0, static (_, count) => count - 1) == 0)
        {
            _clients.TryRemove(new KeyValuePair<string, int>(caller.Name, 0));
        }
    }

    private void Release(Func<LivePlace, bool> isMeant, string reason)
    {
        foreach (var (place, _) in _places)
        {
            if (isMeant(place))
            {
                place.Connection.Release(reason);
            }
        }
    }
}
