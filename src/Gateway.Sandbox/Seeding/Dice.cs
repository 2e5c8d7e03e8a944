using System.Globalization;
using System.Text;

namespace Gateway.Sandbox.Seeding;

/// <summary>Pseudo-random numbers that depend only on what they are made from. Not safe for concurrent use.</summary>
internal sealed class Dice(ulong state)
{
    private ulong _state = state;

    /// <summary>Dice of their own for everything with that name.</summary>
    public static Dice Of(ulong seed, string name)
    {
        ulong hash = 14695981039346656037 ^ (seed * 0x9E3779B97F4A7C15);
        foreach (byte part in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ part) * 1099511628211;
        }

        return new Dice(hash);
    }

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From 0 up to but not including the limit.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>Between no time and that long.</summary>
    public TimeSpan Within(TimeSpan longest) => TimeSpan.FromMilliseconds(Next() % (ulong)Math.Max(1, (long)longest.TotalMilliseconds));

    /// <summary>Lower-case hex digits.</summary>
    public string Hex(int digits)
    {
        var text = new StringBuilder(digits + 16);
        while (text.Length < digits)
        {
            text.Append(Next().ToString("x16", CultureInfo.InvariantCulture));
        }

        return text.ToString(0, digits);
    }

    /// <summary>A UUID of version 4, lower case.</summary>
    public string Uuid()
    {
        string hex = Hex(32);
        return $"{hex[..8]}-{hex[8..12]}-4{hex[13..16]}-{"89ab"[Below(4)]}{hex[17..20]}-{hex[20..]}";
    }
}
