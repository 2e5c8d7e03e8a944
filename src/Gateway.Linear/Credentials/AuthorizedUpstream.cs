namespace Gateway.Linear.Credentials;

/// <summary>Puts the gateway's credential to requests that carry no caller's own, and hears what the upstream thinks of it.</summary>
/// <remarks>
/// A refusal has one message, in whatever form it came: the upstream's own words would send callers to look at their credential.
/// </remarks>
/// <param name="next">Makes requests with the gateway's credential.</param>
/// <param name="callers">Makes those that carry a caller's own.</param>
/// <param name="credential">The gateway's.</param>
/// <param name="health">Hears what became of it.</param>
internal sealed class AuthorizedUpstream(IUpstream next, IUpstream callers, ICredential credential, UpstreamHealth health) : IUpstream
{
    /// <inheritdoc/>
    public async Task<UpstreamReply> SendAsync(UpstreamRequest request, CancellationToken cancel)
    {
        if (request.IsCallers)
        {
            return await callers.SendAsync(request, cancel);
        }

        var (reply, sent) = await TryAsync(request, cancel);
        var mayHaveAnother = sent is not null && RefusalIn(reply, isCallers: false) is not null && credential.Refuse(sent);
        if (mayHaveAnother && !request.IsMutation)
        {
            (reply, _) = await TryAsync(request, cancel);
        }

        return reply;
    }

    /// <summary>The reply to give instead where the credential was refused; null if it was not.</summary>
    internal static UpstreamReply? RefusalIn(UpstreamReply reply, bool isCallers) =>
        (reply.Fault ?? reply.RefusalInGraphQL(isCallers)) is { Kind: UpstreamFaultKind.Unauthenticated }
            ? new UpstreamReply { Fault = FaultClassifier.Refusal(isCallers), RateLimit = reply.RateLimit }
            : null;

    private async Task<(UpstreamReply Reply, string? Sent)> TryAsync(UpstreamRequest request, CancellationToken cancel)
    {
        var reading = await credential.GetAsync(cancel);
        if (reading.Fault is { } fault)
        {
            if (fault.Kind == UpstreamFaultKind.Unauthenticated)
            {
                health.Refuse(null);
            }

            return (UpstreamReply.Failed(fault), null);
        }

        health.Use(reading.Authorization);
        var reply = await next.SendAsync(request with { OwnAuthorization = reading.Authorization }, cancel);
        if (RefusalIn(reply, isCallers: false) is { } refusal)
        {
            health.Refuse(reading.Authorization);
            return (refusal, reading.Authorization);
        }

        if (reply is { Fault: null, IsUnsent: false })
        {
            health.Accept();
        }

        return (reply, reading.Authorization);
    }
}
