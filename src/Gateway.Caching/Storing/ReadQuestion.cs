using Gateway.Caching.Keys;

namespace Gateway.Caching.Storing;

/// <summary>What one caller wants to know of some entities.</summary>
/// <param name="Epoch">Of the sequence.</param>
/// <param name="Scope">Whose view.</param>
/// <param name="Reads">The entities; at least one.</param>
internal sealed record ReadQuestion(string Epoch, CacheScope Scope, ArraySegment<RecordRead> Reads);
