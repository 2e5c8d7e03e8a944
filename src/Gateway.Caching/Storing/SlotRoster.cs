namespace Gateway.Caching.Storing;

/// <summary>All slots of a table in no order, so that one can be drawn at random without a walk. Callers hold the store's eviction lock.</summary>
internal sealed class SlotRoster
{
    private readonly List<RecordSlot> _slots = [];

    public void Add(RecordSlot slot)
    {
        slot.Place = _slots.Count;
        _slots.Add(slot);
    }

    /// <summary>Takes out a slot that is in it; the last one takes its place.</summary>
    public void Remove(RecordSlot slot)
    {
        var last = _slots[^1];
        _slots[slot.Place] = last;
        last.Place = slot.Place;
        _slots.RemoveAt(_slots.Count - 1);
    }

    /// <summary>Any of them, each as likely as the others; null if there is none.</summary>
    public RecordSlot? Draw(Random random) => _slots.Count == 0 ? null : _slots[random.Next(_slots.Count)];
}
