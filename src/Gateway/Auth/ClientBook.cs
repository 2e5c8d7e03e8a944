using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace Gateway.Auth;

/// <summary>All clients there are, as one clients file has them. Frozen; another file makes another book.</summary>
internal sealed class ClientBook
{
    // Four for each key.
    private readonly ulong[] _hashes;
    private readonly Caller[] _owners;
    private readonly FrozenDictionary<string, Caller> _subjects;

    /// <param name="keys">The hash of each key, and whose it is.</param>
    /// <param name="subjects">The subjects of tokens, and whose they are.</param>
    /// <param name="clients">All, also those without either.</param>
    public ClientBook(IReadOnlyList<(byte[] Hash, Caller Owner)> keys, IReadOnlyDictionary<string, Caller> subjects, IReadOnlyList<Caller> clients)
    {
        _hashes = [.. keys.SelectMany(key => MemoryMarshal.Cast<byte, ulong>(key.Hash).ToArray())];
        _owners = [.. keys.Select(key => key.Owner)];
        _subjects = subjects.ToFrozenDictionary(StringComparer.Ordinal);
        Clients = clients;
    }

    /// <summary>One without clients.</summary>
    public static ClientBook Empty { get; } = new([], new Dictionary<string, Caller>(), []);

    public IReadOnlyList<Caller> Clients { get; }

    /// <summary>Clients that may probe for what is denied to them, each with the input field that tells it. Default none.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];

    /// <summary>Whose key has that hash; null if it is nobody's.</summary>
    /// <remarks>
    /// Looks at all of every hash, whichever fits, and has no branch that depends on how much of one does: how long it takes tells how many keys there
    /// are, and nothing else.
    /// </remarks>
    public Caller? FindKey(ReadOnlySpan<byte> hash)
    {
        var asked = MemoryMarshal.Cast<byte, ulong>(hash);
        ulong a = asked[0], b = asked[1], c = asked[2], d = asked[3];
        var hashes = _hashes.AsSpan();
        int found = -1;
        for (int i = 0; i + 3 < hashes.Length; i += 4)
        {
            ulong difference = (hashes[i] ^ a) | (hashes[i + 1] ^ b) | (hashes[i + 2] ^ c) | (hashes[i + 3] ^ d);
            found = difference == 0 ? i / 4 : found;
        }

        return found < 0 ? null : _owners[found];
    }

    /// <summary>Whose tokens have that subject; null if nobody's have.</summary>
    public Caller? FindSubject(string subject) => _subjects.GetValueOrDefault(subject);
}
