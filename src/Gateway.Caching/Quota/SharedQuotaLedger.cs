using System.Globalization;

namespace Gateway.Caching.Quota;

/// <summary>A quota that processes share through Redis, and go on with a share of each while Redis is away.</summary>
/// <remarks>
/// The share is what was left when Redis last answered, by the number of processes that asked within the minute before; a process that never
/// heard from Redis takes itself for one of <see cref="AssumedPods"/>. It comes back at that part of the pace, and the upstream's answers can
/// only lower it, so that all shares together are never more than there is. What was spent is charged when Redis is back, and what could not
/// be settled is settled then. A Redis that has lost what it knew is not waited for by a process that knows something itself.
/// </remarks>
internal sealed class SharedQuotaLedger(RedisQuotaLedger redis, TimeProvider time) : IQuotaLedger
{
    /// <summary>How many processes there are taken to be where nobody has told.</summary>
    public const int AssumedPods = 4;

    private const int MaxBacklog = 256;
    private const string LocalMark = "local";

    private readonly Lock _gate = new();
    private readonly AccountTable<View> _views = new(time, static () => new View());
    private long _locals;

    /// <inheritdoc/>
    public async ValueTask<QuotaDecision> ReserveAsync(QuotaAsk ask, CancellationToken cancel)
    {
        var view = TakeDebt(ask.Account, out var debt);
        (string? Token, QuotaLevel Level) answer;
        try
        {
            if (await redis.ReserveAsync(ask, debt, cancel) is not { } there)
            {
                return ReserveLocally(view, ask, debt);
            }

            answer = there;
        }
        catch
        {
            // Perhaps Redis has charged it all the same: twice is safer than never.
            Owe(view, debt);
            throw;
        }

        if (answer.Token is null && !answer.Level.IsObserved && view.Level.IsObserved)
        {
            return ReserveLocally(view, ask, default);
        }

        See(view, answer.Level);
        return new QuotaDecision(answer.Token is null ? null : new QuotaReservation(ask.Account, answer.Token), answer.Level);
    }

    /// <inheritdoc/>
    public async ValueTask<QuotaLevel> SettleAsync(QuotaReservation reservation, QuotaObservation? observation)
    {
        ArgumentNullException.ThrowIfNull(reservation);
        bool isLocal = reservation.Token.StartsWith(LocalMark, StringComparison.Ordinal);
        var view = TakeDebt(reservation.Account, out var debt);
        if (!isLocal
            && await redis.SettleAsync(reservation.Account, reservation.Token, observation, debt) is { } level)
        {
            See(view, level);
            return level;
        }

        lock (_gate)
        {
            view.Owe(debt);
            if (view.Local is null || !reservation.Token.StartsWith(view.LocalMark, StringComparison.Ordinal))
            {
                if (!isLocal && view.Backlog.Count < MaxBacklog)
                {
                    view.Backlog.Enqueue((reservation, observation));
                }

                return view.Level;
            }

            double now = Now;
            view.Local.Settle(reservation.Token[view.LocalMark.Length..], observation, now);
            return view.Local.Level(now, view.Level.Pods);
        }
    }

    /// <inheritdoc/>
    public async ValueTask ForgetAsync(string account)
    {
        lock (_gate)
        {
            _views.Remove(account);
        }

        await redis.ForgetAsync(account);
    }

    private double Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private QuotaDecision ReserveLocally(View view, in QuotaAsk ask, (double Requests, double Points) debt)
    {
        lock (_gate)
        {
            view.Owe(debt);
            var account = LocalUnderLock(view, out double share);
            double now = Now;
            var scaled = ask with { MaxUnobserved = Math.Max(1, (int)(ask.MaxUnobserved * share)) };
            string? token = account.Reserve(scaled, now);
            if (token is not null)
            {
                view.Owe((ask.Requests, ask.Points));
            }

            return new QuotaDecision(
                token is null ? null : new QuotaReservation(ask.Account, $"{view.LocalMark}{token}"), account.Level(now, view.Level.Pods));
        }
    }

    private void Owe(View view, (double Requests, double Points) debt)
    {
        lock (_gate)
        {
            view.Owe(debt);
        }
    }

    private View TakeDebt(string account, out (double Requests, double Points) debt)
    {
        lock (_gate)
        {
            var view = _views.Find(account);
            (debt, view.Debt) = (view.Debt, default);
            return view;
        }
    }

    private void See(View view, QuotaLevel level)
    {
        lock (_gate)
        {
            if (!level.IsObserved && view.Level.IsObserved)
            {
                return;
            }

            view.Level = level;
            view.SeenAt = time.GetTimestamp();
            view.Local = null;
            if (view.Backlog.TryDequeue(out var late))
            {
                // What comes of it is another sight of Redis, or it waits again.
                _ = SettleAsync(late.Reservation, late.Observation).AsTask();
            }
        }
    }

    private QuotaAccount LocalUnderLock(View view, out double share)
    {
        share = 1.0 / (view.Level.Pods > 0 ? view.Level.Pods : AssumedPods);
        if (view.Local is null)
        {
            // Each counts its reservations from one, and a late end of another's must not end one of its own.
            view.LocalMark = string.Create(CultureInfo.InvariantCulture, $"{LocalMark}{++_locals}:");
            view.Local = view.Level.IsObserved
                ? QuotaAccount.ShareOf(view.Level.After(time.GetElapsedTime(view.SeenAt)), share, Now)
                : new QuotaAccount(share);
        }

        return view.Local;
    }

    /// <summary>What this process knows of one account.</summary>
    private sealed class View
    {
        public QuotaLevel Level { get; set; } = QuotaLevel.Unknown;

        public long SeenAt { get; set; }

        /// <summary>What is spent from while Redis is away; null while it answers.</summary>
        public QuotaAccount? Local { get; set; }

        /// <summary>What the tokens of <see cref="Local"/> begin with.</summary>
        public string LocalMark { get; set; } = "";

        public (double Requests, double Points) Debt { get; set; }

        /// <summary>What was to be settled while Redis was away.</summary>
        public Queue<(QuotaReservation Reservation, QuotaObservation? Observation)> Backlog { get; } = [];

        public void Owe((double Requests, double Points) more) => Debt = (Debt.Requests + more.Requests, Debt.Points + more.Points);
    }
}
