using System.Globalization;

namespace Gateway.Caching.Keys;

/// <summary>The names of all keys in Redis, and their inverse.</summary>
/// <remarks>
/// <code>
/// {prefix}gw:1:{Issue:9f2c}:r:scope   HASH of fields: what is known of an entity in one scope
/// {prefix}gw:1:{Issue:9f2c}:i         the sequence number of the entity's last invalidation
/// {prefix}gw:1:{tag:Issue}:i          the same of a tag
/// {prefix}gw:1:seq                    the sequence
/// {prefix}gw:1:probe                  written to see whether Redis takes writes
/// </code>
/// What is in braces decides the slot, so all keys of an entity are in one, and a script may touch them together.
/// Different names never share a key. Releases of different wire versions never share one either.
/// </remarks>
internal sealed class KeySpace
{
    /// <summary>Raised when a release can no longer read what another wrote.</summary>
    public const int WireVersion = 1;

    private const int MaxPrefix = 64;
    private const string TagType = "tag";
    private const string RecordPart = "}:r:";
    private const string MarkPart = "}:i";

    private readonly string _root;

    /// <param name="prefix">In front of every key, for deployments that share a Redis; empty for none. Must pass <see cref="IsPrefix"/>.</param>
    public KeySpace(string prefix)
    {
        if (!IsPrefix(prefix))
        {
            throw new ArgumentException("Not a prefix of keys.", nameof(prefix));
        }

        _root = string.Create(CultureInfo.InvariantCulture, $"{prefix}gw:{WireVersion}:");
        Sequence = _root + "seq";
        Probe = _root + "probe";
        Channel = _root + "invalidations";
    }

    public string Sequence { get; }

    public string Probe { get; }

    /// <summary>The pub/sub channel on which invalidations are told.</summary>
    public string Channel { get; }

    /// <summary>Whether a text may stand in front of keys: printable ASCII without spaces and braces, at most 64 letters.</summary>
    /// <remarks>Braces would decide the slot in place of ours.</remarks>
    public static bool IsPrefix(string prefix) =>
        prefix is { Length: <= MaxPrefix } && prefix.All(letter => letter is > ' ' and <= '~' and not '{' and not '}');

    /// <summary>The key of what is known of an entity in a scope.</summary>
    public string RecordOf(EntityKey key, CacheScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return string.Concat(Tagged(key), RecordPart, KeyText.Escape(scope.Name));
    }

    /// <summary>The key of an entity's last invalidation.</summary>
    public string MarkOf(EntityKey key) => Tagged(key) + MarkPart;

    /// <summary>The key of a tag's last invalidation.</summary>
    public string MarkOfTag(string tag) => string.Concat(_root, "{" + TagType + ":", KeyText.Escape(tag), MarkPart);

    /// <summary>Tells what a key of an entity or a tag names. False for any other text, also for one of another prefix or wire version.</summary>
    public bool TryParse(string text, out KeyName name)
    {
        ArgumentNullException.ThrowIfNull(text);
        name = default;
        int close = text.IndexOf('}', StringComparison.Ordinal);
        if (close < 0 || !text.StartsWith(_root + "{", StringComparison.Ordinal))
        {
            return false;
        }

        string inner = text[(_root.Length + 1)..close];
        int colon = inner.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !KeyText.TryUnescape(inner[..colon], out string? type) || !KeyText.TryUnescape(inner[(colon + 1)..], out string? id))
        {
            return false;
        }

        string rest = text[close..];
        if (rest.StartsWith(RecordPart, StringComparison.Ordinal) && KeyText.TryUnescape(rest[RecordPart.Length..], out string? scope))
        {
            name = new KeyName(KeyKind.Record, new EntityKey(type, id), new CacheScope(scope), "");
        }
        else if (rest == MarkPart)
        {
            name = inner.StartsWith(TagType + ":", StringComparison.Ordinal)
                ? new KeyName(KeyKind.TagMark, default, CacheScope.Service, id)
                : new KeyName(KeyKind.EntityMark, new EntityKey(type, id), CacheScope.Service, "");
        }
        else
        {
            return false;
        }

        // A text that we would write otherwise is not ours.
        return TextOf(name) == text;
    }

    private string TextOf(KeyName name) => name.Kind switch
    {
        KeyKind.Record => RecordOf(name.Entity, name.Scope),
        KeyKind.EntityMark => MarkOf(name.Entity),
        _ => MarkOfTag(name.Tag),
    };

    private string Tagged(EntityKey key) => string.Concat(_root, "{", EscapeType(key.Type) + ":", KeyText.Escape(key.Id));

    // A type may be called as tags are; and a colon would end the type too early.
    private static string EscapeType(string type) =>
        type == TagType ? "%0074ag" : KeyText.Escape(type).Replace(":", "%003A", StringComparison.Ordinal);
}
