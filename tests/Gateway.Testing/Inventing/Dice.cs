using System.Globalization;

namespace Gateway.Testing.Inventing;

/// <summary>Numbers that follow from a text: equal texts make equal numbers, in every process.</summary>
internal struct Dice
{
    private ulong _state;

    public Dice(params ReadOnlySpan<string> texts)
    {
        _state = 14695981039346656037;
        foreach (string text in texts)
        {
            foreach (char letter in text)
            {
                _state = (_state ^ letter) * 1099511628211;
            }

            _state = (_state ^ 0xFFFF) * 1099511628211;
        }
    }

    /// <summary>From 0 to one less than <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(Next() % (ulong)end);

    public bool Chance(int percent) => Below(100) < percent;

    public string Uuid()
    {
        string hex = string.Create(CultureInfo.InvariantCulture, $"{Next():x16}{Next():x16}");
        return $"{hex[..8]}-{hex[8..12]}-4{hex[13..16]}-8{hex[17..20]}-{hex[20..]}";
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
