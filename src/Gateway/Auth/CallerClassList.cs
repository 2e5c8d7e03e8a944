using System.Collections.Frozen;

namespace Gateway.Auth;

/// <summary>Reads classes of callers as options name them.</summary>
internal static class CallerClassList
{
    /// <summary>The classes that a text names, separated by commas.</summary>
    /// <param name="text">Case does not matter; empty for none.</param>
    /// <param name="classes">Those that are named.</param>
    /// <returns>Whether every name is one.</returns>
    public static bool TryRead(string text, out FrozenSet<CallerClass> classes)
    {
        string[] names = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        classes = Enum.GetValues<CallerClass>().Where(one => names.Contains(one.ToString(), StringComparer.OrdinalIgnoreCase)).ToFrozenSet();
        return names.All(name => Enum.GetNames<CallerClass>().Contains(name, StringComparer.OrdinalIgnoreCase));
    }
}
