using System.Text;

namespace Gateway.Sandbox.Querying;

/// <summary>Cursors name an entity and nothing else: neither a position nor an order.</summary>
internal static class Cursor
{
    public static string Of(string id) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"cursor:{id}"));

    /// <exception cref="InvalidArgumentException">The text is no cursor of ours.</exception>
    public static string Id(string cursor, string argument)
    {
        byte[] bytes = new byte[cursor.Length];
        if (Convert.TryFromBase64String(cursor, bytes, out int length)
            && Encoding.UTF8.GetString(bytes, 0, length) is var text && text.StartsWith("cursor:", StringComparison.Ordinal))
        {
            return text["cursor:".Length..];
        }

        throw Unknown(argument);
    }

    public static InvalidArgumentException Unknown(string argument) => new(argument, "isCursor", $"{argument} must be a valid cursor");
}
