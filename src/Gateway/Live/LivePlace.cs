using Gateway.Auth;
using Gateway.Http;

namespace Gateway.Live;

/// <summary>The place of one connection that stays. Has one owner.</summary>
internal sealed class LivePlace(LiveConnections connections, ILiveConnection connection) : IDisposable
{
    private volatile Caller? _caller;

    /// <summary>Whose it is; null until that is known.</summary>
    public Caller? Caller => _caller;

    public ILiveConnection Connection => connection;

    /// <summary>Says whose it is, once.</summary>
    /// <returns>Why it may not stay; null if it may.</returns>
    public RequestFault? Identify(Caller caller)
    {
        if (connections.Count(caller) is { } refusal)
        {
            return refusal;
        }

        _caller = caller;
        return null;
    }

    public void Dispose() => connections.Leave(this);
}
