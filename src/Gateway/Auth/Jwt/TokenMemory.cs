using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Auth.Jwt;

/// <summary>Tokens that were found to be valid, by their hashes: no token is kept. Bounded. Safe for concurrent use.</summary>
/// <param name="capacity">How many are remembered.</param>
internal sealed class TokenMemory(int capacity)
{
    private readonly ConcurrentDictionary<TokenName, Entry> _entries = new();

    /// <summary>How many are remembered, whether or not they still hold.</summary>
    public int Count => _entries.Count;

    /// <summary>What is known of a token that still holds; null if it must be checked.</summary>
    /// <param name="name">Of <see cref="NameOf"/>.</param>
    /// <param name="keys">The version of the keys: what others have signed is to be checked again.</param>
    /// <param name="now">The time.</param>
    public TokenVerdict? Find(TokenName name, int keys, DateTimeOffset now) =>
        _entries.TryGetValue(name, out var entry) && entry.Keys == keys && now < entry.Verdict.Until ? entry.Verdict : null;

    public void Add(TokenName name, int keys, TokenVerdict verdict, DateTimeOffset now)
    {
        if (_entries.Count >= capacity)
        {
            foreach (var (known, entry) in _entries)
            {
                if (entry.Keys != keys || entry.Verdict.Until <= now)
                {
                    _entries.TryRemove(known, out _);
                }
            }

            // All hold: whoever comes again is checked again, which is what happens without a memory.
            if (_entries.Count >= capacity)
            {
                _entries.Clear();
            }
        }

        if (capacity > 0)
        {
            _entries[name] = new Entry(verdict, keys);
        }
    }

    /// <summary>The name of a token: its SHA-256.</summary>
    public static TokenName NameOf(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
        return new TokenName(BitConverter.ToInt128(hash[..16]), BitConverter.ToInt128(hash[16..]));
    }

    private sealed record Entry(TokenVerdict Verdict, int Keys);

    /// <summary>A SHA-256.</summary>
    internal readonly record struct TokenName(Int128 First, Int128 Second);
}
