namespace Gateway.Testing;

/// <summary>Looks at the keys that a server holds. The gateway never does such a thing.</summary>
public static class RedisKeys
{
    private const int ChunkSize = 200;

    private const string Immortals =
        "local found = {} for _, key in ipairs(ARGV) do if redis.call('TTL', key) == -1 then found[#found + 1] = key end end return found";

    /// <summary>All keys that fit a pattern, such as <c>*:i</c>; none twice.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(this RedisServer server, string pattern)
    {
        ArgumentNullException.ThrowIfNull(server);
        string keys = await server.RunAsync("--scan", "--pattern", pattern);
        return [.. keys.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
    }

    /// <summary>Those of some keys that are kept for ever.</summary>
    public static async Task<IReadOnlyList<string>> WithoutExpiryAsync(this RedisServer server, IEnumerable<string> keys)
    {
        ArgumentNullException.ThrowIfNull(server);
        var found = new List<string>();
        foreach (string[] chunk in keys.Chunk(ChunkSize))
        {
            string answer = await server.RunAsync(["EVAL", Immortals, "0", .. chunk]);
            found.AddRange(answer.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }

        return found;
    }

    /// <summary>Removes keys, as an eviction would.</summary>
    /// <returns>How many were removed.</returns>
    public static async Task<int> EvictAsync(this RedisServer server, string pattern)
    {
        var keys = await server.FindAsync(pattern);
        foreach (string[] chunk in keys.Chunk(ChunkSize))
        {
            await server.RunAsync(["DEL", .. chunk]);
        }

        return keys.Count;
    }
}
