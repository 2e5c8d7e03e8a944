using System.Collections.Concurrent;
using Gateway.Caching.Keys;

namespace Gateway.Caching.Storing;

/// <summary>What this process knows of who fetches what, so that of its callers one asks Redis for all.</summary>
/// <param name="time">For how long ago something was.</param>
/// <param name="lease">How long a claim lasts.</param>
internal sealed class ClaimTable(TimeProvider time, TimeSpan lease)
{
    private const int MaxClaims = 50_000;
    private const int TrimEvery = 1024;

    // What another process fetches for an event is there after some milliseconds; what it fetches from a slow upstream is not asked for that often.
    private static readonly TimeSpan[] AskAgain =
        [TimeSpan.FromMilliseconds(4), TimeSpan.FromMilliseconds(8), TimeSpan.FromMilliseconds(15), TimeSpan.FromMilliseconds(30)];

    private static readonly TimeSpan AskPatience = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<(CacheScope Scope, EntityKey Key), Claim> _claims = new();

    private int _added;

    private enum Holder
    {
        /// <summary>Somebody here asks just now.</summary>
        Asking,
        Mine,
        Theirs,
    }

    /// <summary>What a caller is to do about an entity that it lacks.</summary>
    /// <returns>True to ask Redis, for itself and for all who come meanwhile; false to wait; null to fetch, since the claim is this process's.</returns>
    public bool? MayAsk(CacheScope scope, EntityKey key)
    {
        var asking = new Claim(Holder.Asking, time.GetTimestamp(), 0);
        while (!_claims.TryAdd((scope, key), asking))
        {
            if (!_claims.TryGetValue((scope, key), out var known))
            {
                continue;
            }

            var age = time.GetElapsedTime(known.Since);
            if (known.Holder == Holder.Mine && age < lease)
            {
                return null;
            }

            if (age < known.Holder switch
            {
                Holder.Asking => AskPatience,
                Holder.Theirs => AskAgain[Math.Min(known.Asks, AskAgain.Length) - 1],
                _ => TimeSpan.Zero,
            })
            {
                return false;
            }

            if (_claims.TryUpdate((scope, key), asking with { Asks = known.Asks }, known))
            {
                return true;
            }
        }

        Trim();
        return true;
    }

    /// <summary>The fetch is this process's.</summary>
    public void SetMine(CacheScope scope, EntityKey key) => Set(scope, key, Holder.Mine);

    /// <summary>The fetch is another's.</summary>
    public void SetTheirs(CacheScope scope, EntityKey key) => Set(scope, key, Holder.Theirs);

    /// <summary>Nobody is known to fetch it.</summary>
    public void Remove(CacheScope scope, EntityKey key) => _claims.TryRemove((scope, key), out _);

    private void Set(CacheScope scope, EntityKey key, Holder holder)
    {
        int asks = holder == Holder.Theirs && _claims.TryGetValue((scope, key), out var known) ? known.Asks : 0;
        _claims[(scope, key)] = new Claim(holder, time.GetTimestamp(), asks + 1);
    }

    // Those of which nothing was heard again. To count them takes all locks, so it is not done each time.
    private void Trim()
    {
        if (Interlocked.Increment(ref _added) % TrimEvery == 0 && _claims.Count > MaxClaims)
        {
            foreach (var claim in _claims.Where(claim => time.GetElapsedTime(claim.Value.Since) > lease))
            {
                _claims.TryRemove(claim);
            }
        }
    }

    /// <param name="Holder">Who fetches it.</param>
    /// <param name="Since">Since when that is known.</param>
    /// <param name="Asks">How often Redis has said that another process does.</param>
    private readonly record struct Claim(Holder Holder, long Since, int Asks);
}
