using System.Text;

namespace Gateway.GraphQL.Language;

/// <summary>Gives equal names the same string, so that a name costs its memory once.</summary>
/// <remarks>Serves one parse after the other: documents for one schema name the same things.</remarks>
internal sealed class NameTable
{
    private const int FirstSlots = 32;
    private const int MostNames = 1000;
    private const int MostCharacters = 20_000;

    private (int Hash, string? Name)[] _slots = new (int, string?)[FirstSlots];
    private int _count;
    private int _characters;

    /// <summary>Forgets all names if they take more memory than is worth keeping.</summary>
    public void Trim()
    {
        if (_count > MostNames || _characters > MostCharacters)
        {
            _slots = new (int, string?)[FirstSlots];
            (_count, _characters) = (0, 0);
        }
    }

    /// <summary>The string of a name or number, which are ASCII.</summary>
    public string Intern(ReadOnlySpan<byte> ascii)
    {
        int hash = HashOf(ascii);
        int slot = hash & (_slots.Length - 1);
        while (_slots[slot].Name is { } name)
        {
            if (_slots[slot].Hash == hash && Ascii.Equals(ascii, name))
            {
                return name;
            }

            slot = (slot + 1) & (_slots.Length - 1);
        }

        string added = Encoding.ASCII.GetString(ascii);
        _slots[slot] = (hash, added);
        _characters += added.Length;
        if (++_count > _slots.Length / 4 * 3)
        {
            Grow();
        }

        return added;
    }

    // Seeded anew by each process, so that no caller can choose names that collide.
    private static int HashOf(ReadOnlySpan<byte> ascii)
    {
        var hash = default(HashCode);
        hash.AddBytes(ascii);
        return hash.ToHashCode();
    }

    private void Grow()
    {
        var grown = new (int Hash, string? Name)[_slots.Length * 2];
        foreach (var entry in _slots)
        {
            if (entry.Name is null)
            {
                continue;
            }

            int slot = entry.Hash & (grown.Length - 1);
            while (grown[slot].Name is not null)
            {
                slot = (slot + 1) & (grown.Length - 1);
            }

            grown[slot] = entry;
        }

        _slots = grown;
    }
}
