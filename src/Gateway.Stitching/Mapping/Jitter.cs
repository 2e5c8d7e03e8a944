using Gateway.Caching.Keys;

namespace Gateway.Stitching.Mapping;

/// <summary>Spreads what would happen at one moment. The same on all pods, and no chance: the same values give the same.</summary>
internal static class Jitter
{
    private const ulong Prime = 1099511628211;

    /// <summary>A number from 0 to below <paramref name="range"/>, which is at most 2^47; zero for zero.</summary>
    public static long Of(in EntityKey key, long fetchedAt, long range)
    {
        ulong hash = 14695981039346656037;
        foreach (char letter in key.Type)
        {
            hash = (hash ^ letter) * Prime;
        }

        foreach (char letter in key.Id)
        {
            hash = (hash ^ letter) * Prime;
        }

        hash = (hash ^ (ulong)fetchedAt) * Prime;

        // The upper bits of such a hash hardly know of its last letters; this lets them.
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccd;
        return range * (long)(hash >> 48) >> 16;
    }
}
