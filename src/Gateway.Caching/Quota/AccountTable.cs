namespace Gateway.Caching.Quota;

/// <summary>What a process keeps of each account, bounded in time and number. Callers hold a lock of theirs.</summary>
/// <param name="time">For how long ago an account was used.</param>
/// <param name="create">Makes what is kept of an account that is not known.</param>
internal sealed class AccountTable<T>(TimeProvider time, Func<T> create)
{
    /// <summary>Most accounts: each caller's credential has one. Beyond this the half goes that was not used for longest, and begins anew if it comes back.</summary>
    public const int MaxAccounts = 10_000;

    // An account that nobody has used for so long has all of its quota back.
    private static readonly TimeSpan Life = TimeSpan.FromHours(2);

    private readonly Dictionary<string, (T Value, long UsedAt)> _accounts = [];
    private long _sweptAt = time.GetTimestamp();

    public int Count => _accounts.Count;

    /// <summary>What is kept of an account, which counts as used now.</summary>
    public T Find(string name)
    {
        if (time.GetElapsedTime(_sweptAt) > Life)
        {
            _sweptAt = time.GetTimestamp();
            Remove(_accounts.Where(pair => time.GetElapsedTime(pair.Value.UsedAt) > Life));
        }

        if (!_accounts.TryGetValue(name, out var known))
        {
            if (_accounts.Count >= MaxAccounts)
            {
                // The service's own is not one of many.
                Remove(_accounts.Where(pair => pair.Key.Length > 0).OrderBy(pair => pair.Value.UsedAt).Take(MaxAccounts / 2));
            }

            known.Value = create();
        }

        _accounts[name] = (known.Value, time.GetTimestamp());
        return known.Value;
    }

    public void Remove(string name) => _accounts.Remove(name);

    private void Remove(IEnumerable<KeyValuePair<string, (T Value, long UsedAt)>> accounts)
    {
        foreach (string name in accounts.Select(pair => pair.Key).ToList())
        {
            _accounts.Remove(name);
        }
    }
}
