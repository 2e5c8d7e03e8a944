using Gateway.Caching.Keys;

namespace Gateway.Caching.Storing;

/// <summary>What one caller wants to know of some entities.</summary>
/// <param name="Epoch">Of the sequence.</param>
/// <param name="Scope">Whose view.</param>
/// <param name="Reads">The entities; at least one.</param>
internal sealed record ReadQuestion(string Epoch, CacheScope Scope, ArraySegment<RecordRead> Reads)
{
    /// <summary>The most that is asked at once. As long as Redis reads that, some 10 ms, it does nothing else.</summary>
    public const int Most = 5000;

    /// <summary>How much work it is: a value each.</summary>
    public int Weight { get; } = Reads.Sum(WeightOf);

    /// <summary>What of all can be asked at once, from one on; at least that one.</summary>
    public static ArraySegment<RecordRead> Chunk(RecordRead[] all, int start)
    {
        int end = start;
        int weight = 0;
        do
        {
            weight += WeightOf(all[end++]);
        }
        while (end < all.Length && weight + WeightOf(all[end]) <= Most);

        return new ArraySegment<RecordRead>(all, start, end - start);
    }

    // Besides the fields its mark, and who holds it.
    private static int WeightOf(RecordRead read) => read.Fields.Count + 2;
}
