namespace Gateway.Caching.Storing;

/// <summary>Chooses what to evict: the oldest arrival that nobody has read since the hand last passed it.</summary>
/// <remarks>
/// SIEVE: a queue by arrival, a visited bit and a hand that moves from old to new. Readers only set a bit, and a scan
/// of things read once leaves the rest alone. Callers hold the store's eviction lock.
/// </remarks>
/// <typeparam name="T">What it holds.</typeparam>
internal sealed class SieveList<T>
    where T : SieveNode<T>
{
    private T? _newest;
    private T? _oldest;
    private T? _hand;
    private int _count;

    public void Add(T slot)
    {
        slot.IsListed = true;
        slot.Older = _newest;
        slot.Newer = null;
        if (_newest is not null)
        {
            _newest.Newer = slot;
        }

        _newest = slot;
        _oldest ??= slot;
        _count++;
    }

    /// <summary>Takes the next victim out of the list; null if the list is empty.</summary>
    public T? Evict()
    {
        var candidate = _hand ?? _oldest;

        // After a lap all bits are clear, but for those that readers set meanwhile: they must not keep the hand going round.
        for (int left = 2 * _count; left > 0 && candidate?.TakeVisit() == true; left--)
        {
            candidate = candidate.Newer ?? _oldest;
        }

        if (candidate is not null)
        {
            _hand = candidate.Newer;
            Remove(candidate);
        }

        return candidate;
    }

    /// <summary>Takes a slot out that is in the list.</summary>
    public void Remove(T slot)
    {
        if (_hand == slot)
        {
            _hand = slot.Newer;
        }

        if (slot.Older is null)
        {
            _oldest = slot.Newer;
        }
        else
        {
            slot.Older.Newer = slot.Newer;
        }

        if (slot.Newer is null)
        {
            _newest = slot.Older;
        }
        else
        {
            slot.Newer.Older = slot.Older;
        }

        slot.Older = null;
        slot.Newer = null;
        slot.IsListed = false;
        _count--;
    }
}
