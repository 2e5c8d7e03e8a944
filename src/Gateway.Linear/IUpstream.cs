namespace Gateway.Linear;

/// <summary>The GraphQL API behind the gateway.</summary>
public interface IUpstream
{
    /// <summary>Sends one request and waits for its answer.</summary>
    /// <returns>What came back. Whatever the network or the upstream does is told by the reply, never by an exception.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled; nothing else throws it.</exception>
    Task<UpstreamReply> SendAsync(UpstreamRequest request, CancellationToken cancel);
}
