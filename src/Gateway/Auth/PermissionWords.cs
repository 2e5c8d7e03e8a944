using Gateway.Stitching.Access;

namespace Gateway.Auth;

/// <summary>What permissions are called in the clients file and in options. These words are public: never changed, never reused.</summary>
internal static class PermissionWords
{
    private static readonly Dictionary<string, Permissions> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["read"] = Permissions.Read,
        ["mutate"] = Permissions.Mutate,
        ["subscribe"] = Permissions.Subscribe,
        ["introspect"] = Permissions.Introspect,
        ["admin"] = Permissions.Admin,
    };

    /// <summary>All, for messages.</summary>
    public static string All { get; } = string.Join(", ", Words.Keys);

    public static bool TryRead(string? word, out Permissions permission)
    {
        permission = Permissions.None;
        return word is not null && Words.TryGetValue(word, out permission);
    }

    /// <summary>Reads a list separated by commas; empty for none.</summary>
    public static bool TryReadList(string text, out Permissions permissions)
    {
        permissions = Permissions.None;
        foreach (string word in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!TryRead(word, out var one))
            {
                return false;
            }

            permissions |= one;
        }

        return true;
    }
}
