using Gateway.Caching.Quota;
using Gateway.Linear;

namespace Gateway.Stitching.Budgeting;

/// <summary>Sends what the quota allows, and refuses the rest at once in the upstream's own words, with the time after which it may come again.</summary>
/// <remarks>
/// Belongs around whatever makes one exchange of one request: each attempt is charged by the upstream, so each reserves. A refusal is a
/// reply with an error of type <c>ratelimited</c>; repeating it before its time gains nothing. Safe for concurrent use.
/// </remarks>
/// <param name="inner">Makes one exchange.</param>
/// <param name="ledger">Knows what is left, for all pods.</param>
/// <param name="options">Who may spend how much.</param>
/// <param name="gauge">Is told what is left.</param>
/// <param name="metrics">Counts refusals.</param>
/// <param name="time">Runs the waiting.</param>
public sealed class BudgetedUpstream(
    IUpstream inner, IQuotaLedger ledger, BudgetOptions options, BudgetGauge gauge, BudgetMetrics metrics, TimeProvider time) : IUpstream
{
    // Nobody is refused because the first answers are slow: without their numbers there is no time to be told either.
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task<UpstreamReply> SendAsync(UpstreamRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancel.ThrowIfCancellationRequested();
        var kind = BudgetClasses.Of(request);
        var ask = new QuotaAsk(
            request.Account, 1, Math.Ceiling(request.Points), kind.Floor(options), options.FirstInFlight, options.ReservationLife)
        {
            MayProbe = kind <= BudgetClass.Read,
        };
        var decision = await ReserveAsync(ask, kind, cancel).ConfigureAwait(false);
        if (!decision.IsGranted)
        {
            metrics.CountRefusal(kind, isUpstream: false);
            return RateLimitRefusal.Create(ask, decision.Level, time.GetUtcNow());
        }

        UpstreamReply? reply = null;
        QuotaLevel level;
        try
        {
            reply = await inner.SendAsync(request, cancel).ConfigureAwait(false);
        }
        finally
        {
            level = await ledger.SettleAsync(decision.Reservation, reply is null ? null : ObservationOf(reply)).ConfigureAwait(false);
            gauge.Note(ask.Account, level);
        }

        if (ask.Account.Length > 0 && IsUnauthenticated(reply))
        {
            // Whoever invents credentials must not leave an account behind for each.
            gauge.Forget(ask.Account);
            await ledger.ForgetAsync(ask.Account).ConfigureAwait(false);
            return reply;
        }

        return RateLimitRefusal.Is(reply) ? Complete(reply, ask, kind, level) : reply;
    }

    private async ValueTask<QuotaDecision> ReserveAsync(QuotaAsk ask, BudgetClass kind, CancellationToken cancel)
    {
        long begun = time.GetTimestamp();
        while (true)
        {
            var decision = await ledger.ReserveAsync(ask, cancel).ConfigureAwait(false);
            gauge.Note(ask.Account, decision.Level);
            var wait = decision.Level.RetryAfter(ask);
            var patience = decision.Level.IsObserved || options.Patience > FirstPatience ? options.Patience : FirstPatience;
            if (decision.IsGranted || kind > BudgetClass.Read || time.GetElapsedTime(begun) + wait > patience)
            {
                return decision;
            }

            await Task.Delay(wait, time, cancel).ConfigureAwait(false);
        }
    }

    private UpstreamReply Complete(UpstreamReply refusal, QuotaAsk ask, BudgetClass kind, QuotaLevel level)
    {
        metrics.CountRefusal(kind, isUpstream: true);
        return new UpstreamReply
        {
            Fault = refusal.Fault,
            Errors = refusal.Errors,
            RateLimit = refusal.RateLimit with { RetryAfter = RateLimitRefusal.RetryAfter(refusal.RateLimit, level.RetryAfter(ask), time.GetUtcNow()) },
        };
    }

    private static QuotaObservation? ObservationOf(UpstreamReply reply)
    {
        var told = reply.RateLimit;
        bool isRefused = RateLimitRefusal.Is(reply);
        if (reply.Fault is not null && !isRefused && told is { RequestsRemaining: null, ComplexityRemaining: null })
        {
            // Perhaps it was no answer of the upstream's at all.
            return null;
        }

        return new QuotaObservation
        {
            Requests = new QuotaReading(told.RequestsLimit, told.RequestsRemaining, told.RequestsReset?.ToUnixTimeMilliseconds()),
            Points = new QuotaReading(told.ComplexityLimit, told.ComplexityRemaining, told.ComplexityReset?.ToUnixTimeMilliseconds()),
            Charged = reply.Data.IsEmpty ? null : told.Complexity,
            IsRefused = isRefused,
            IsOfEndpoint = told.HasEndpoint && told.EndpointRemaining is null or <= 0,
            RetryAfter = isRefused ? told.RetryAfter ?? reply.Fault?.RetryAfter : null,
        };
    }

    private static bool IsUnauthenticated(UpstreamReply reply) =>
        reply.Fault?.Kind == UpstreamFaultKind.Unauthenticated
        || (reply.Data.IsEmpty && reply.Errors.Any(error => error.Type == "authentication error"));
}
