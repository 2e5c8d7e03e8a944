using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Gateway.Linear.Credentials;

/// <summary>Sends requests with callers' own credentials: so many at a time, and none for a while with one that was refused.</summary>
/// <remarks>
/// Each scope batches for itself, so that only here all of them are bounded. Whoever goes on with a credential that was refused does not cost the
/// upstream a request each time. Safe for concurrent use.
/// </remarks>
/// <param name="next">Makes the request.</param>
/// <param name="options">Read once, now.</param>
/// <param name="time">Runs the waiting.</param>
internal sealed class CallersUpstream(IUpstream next, IOptions<LinearOptions> options, TimeProvider time) : IUpstream, IDisposable
{
    /// <summary>How long a refusal is remembered. Short: a credential may have been renewed under the same name.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    private const int MostRemembered = 1000;

    private readonly ConcurrentDictionary<string, long> _refused = new();
    private readonly SemaphoreSlim _places = new(options.Value.MaxCallerRequests);

    // What the quota keeps for a request must last for the waiting and the request.
    private readonly TimeSpan _patience = options.Value.Timeout / 3;

    /// <inheritdoc/>
    public async Task<UpstreamReply> SendAsync(UpstreamRequest request, CancellationToken cancel)
    {
        if (IsRefused(request.Account))
        {
            return UpstreamReply.Failed(FaultClassifier.Refusal(isCallers: true));
        }

        if (!await TryEnterAsync(cancel))
        {
            return UpstreamReply.Failed(new UpstreamFault(
                UpstreamFaultKind.Suspended, "The gateway has as many requests with callers' credentials under way at Linear as it may.")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            });
        }

        try
        {
            // Others may have found out while this one waited.
            if (IsRefused(request.Account))
            {
                return UpstreamReply.Failed(FaultClassifier.Refusal(isCallers: true));
            }

            var reply = await next.SendAsync(request, cancel);
            if (AuthorizedUpstream.RefusalIn(reply, isCallers: true) is not { } refusal)
            {
                return reply;
            }

            // Before the place is another's, who would send it again.
            Remember(request.Account);
            return refusal;
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private async Task<bool> TryEnterAsync(CancellationToken cancel)
    {
        if (_places.Wait(0, CancellationToken.None))
        {
            return true;
        }

        // By the clock of the gateway, which a semaphore does not know.
        using var late = new CancellationTokenSource(_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            await _places.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    private bool IsRefused(string account)
    {
        if (!_refused.TryGetValue(account, out long at))
        {
            return false;
        }

        if (time.GetElapsedTime(at) < Memory)
        {
            return true;
        }

        _refused.TryRemove(new KeyValuePair<string, long>(account, at));
        return false;
    }

    private void Remember(string account)
    {
        if (_refused.Count >= MostRemembered)
        {
            // Rare, and small: whoever invents credentials by the thousand pays with a look at each.
            foreach (string known in _refused.Keys)
            {
                IsRefused(known);
            }
        }

        if (_refused.Count < MostRemembered && account.Length > 0)
        {
            _refused[account] = time.GetTimestamp();
        }
    }
}
