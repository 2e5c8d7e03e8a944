using Gateway.Auth;
using Gateway.Http;

namespace Gateway.Live;

/// <summary>The place of one connection that stays. Has one owner.</summary>
internal sealed class LivePlace(LiveConnections connections, ILiveConnection connection, TimeProvider time) : IDisposable
{
    // A timer takes no longer time than this.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    private volatile Caller? _caller;
    private ITimer? _end;

    /// <summary>Whose it is; null until that is known.</summary>
    public Caller? Caller => _caller;

    public ILiveConnection Connection => connection;

    /// <summary>Says whose it is, once.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="until">When the credential ends: then the client is to come back with another one. Null for never.</param>
    /// <returns>Why it may not stay; null if it may.</returns>
    public RequestFault? Identify(Caller caller, DateTimeOffset? until)
    {
        if (connections.Count(caller) is { } refusal)
        {
            return refusal;
        }

        _caller = caller;
        if (until is { } end)
        {
            var left = end - time.GetUtcNow();
            _end = time.CreateTimer(
                static connection => ((ILiveConnection)connection!).Release("The token has expired."),
                connection,
                left <= TimeSpan.Zero ? TimeSpan.Zero : left < Longest ? left : Longest,
                Timeout.InfiniteTimeSpan);
        }

        return null;
    }

    public void Dispose()
    {
        _end?.Dispose();
        connections.Leave(this);
    }
}
