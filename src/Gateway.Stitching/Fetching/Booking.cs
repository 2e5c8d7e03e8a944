namespace Gateway.Stitching.Fetching;

/// <summary>What one run lacks of one entity or root field.</summary>
/// <param name="Key">Of what.</param>
/// <param name="Selection">What of it: for a root field, a selection with just that field.</param>
internal sealed record Booking(NeedKey Key, FetchSelection Selection)
{
    /// <summary>Whether it is not even known whether there is such an entity, or which one the name stands for.</summary>
    public bool IsLookup { get; set; }

    /// <summary>Whether a query asks for the entity itself by its key, rather than for what leads to it.</summary>
    public bool IsDirect { get; set; }
}
