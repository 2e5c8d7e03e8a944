using Gateway.Configuration;

namespace Gateway.Health;

/// <summary>Where in its life this gateway is. Safe for concurrent use.</summary>
/// <param name="mode">What is behind it.</param>
internal sealed class Readiness(UpstreamMode mode)
{
    private volatile bool _hasStarted;
    private volatile bool _isStopping;

    public UpstreamMode Mode { get; } = mode;

    /// <summary>Whether requests can be answered. Stays true while it stops: what still comes is answered.</summary>
    public bool HasStarted => _hasStarted;

    /// <summary>Whether more callers should be sent here.</summary>
    public bool IsReady => _hasStarted && !_isStopping;

    public void Start() => _hasStarted = true;

    public void Stop() => _isStopping = true;
}
