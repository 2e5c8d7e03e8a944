using Gateway.Stitching.Mapping;

namespace Gateway.Stitching;

/// <summary>The engine that answers just now. Safe for concurrent use.</summary>
/// <remarks>
/// Whoever answers a request looks once and stays with what was found: an engine is of one piece with its model, its limits, its plans and the
/// answers that it keeps. One that was replaced ends what it has begun, and is then garbage.
/// </remarks>
public sealed class ServedEngine
{
    private volatile GatewayEngine? _current;

    /// <exception cref="InvalidOperationException">There is none yet.</exception>
    public GatewayEngine Current => _current ?? throw new InvalidOperationException("No engine is served yet.");

    /// <summary>Whether there is one.</summary>
    public bool IsReady => _current is not null;

    /// <summary>What is served just now.</summary>
    public GatewayModel Model => Current.Model;

    /// <summary>From now on requests that begin are answered by this one.</summary>
    public void Replace(GatewayEngine engine) => _current = engine;
}
