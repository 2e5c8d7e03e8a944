namespace Gateway.Stitching.Fetching;

/// <summary>What one run lacks of one entity or root field.</summary>
/// <param name="Key">Of what.</param>
/// <param name="Selection">What of it: for a root field, a selection with just that field.</param>
internal sealed record Booking(NeedKey Key, FetchSelection Selection);
