namespace Gateway.Caching.Storing;

/// <summary>Below which sequence numbers nothing of an entity is valid, besides its own mark.</summary>
/// <param name="Hard">Because all of its kind was invalidated.</param>
/// <param name="Soft">Because its mark may be forgotten. Does not count for what the slot knows better.</param>
internal readonly record struct SlotFloors(long Hard, long Soft);
