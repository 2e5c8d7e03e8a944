using System.Globalization;
using Gateway.Caching.Documents;
using StackExchange.Redis;

namespace Gateway.Caching.Keys;

/// <summary>The names of all keys in Redis, and their inverse.</summary>
/// <remarks>
/// <code>
/// {prefix}gw:1:{seq}                        HASH: the sequence, with what is few enough to be kept in one place
/// {prefix}gw:1:{seq}:removed                ZSET of entities that were removed
/// {prefix}gw:1:epoch:{Issue:9f2c}:r:scope   HASH of fields: what is known of an entity in one scope
/// {prefix}gw:1:epoch:{Issue:9f2c}:i         the number of the entity's last invalidation
/// {prefix}gw:1:epoch:{Issue:9f2c}:l:scope   the process that fetches it for a scope just now
/// {prefix}gw:1:document:9f86…               the text of a document, by its SHA-256
/// {prefix}gw:1:{quota:account}              HASH: what is left of the upstream's quota
/// {prefix}gw:1:{quota:account}:open         ZSET of what of it is set aside for requests under way
/// {prefix}gw:1:{quota:account}:pods         ZSET of the processes that asked for a part of it lately
/// {prefix}gw:1:{feed}                       HASH: the process that listens to the upstream's feed, and what it says of it
/// {prefix}gw:1:{seq}:probe                  written to see whether Redis takes writes, where nothing goes without
/// </code>
/// What is in braces decides the slot, so all keys of an entity are in one, and a script may touch them together.
/// Different names never share a key. Releases of different wire versions never share one either.
/// </remarks>
internal sealed class KeySpace
{
    /// <summary>Raised when a release can no longer read what another wrote.</summary>
    public const int WireVersion = 1;

    private const int MaxPrefix = 64;
    private const int MaxEpoch = 64;
    private const string RecordPart = "}:r:";
    private const string LeasePart = "}:l:";
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
        Sequence = _root + "{seq}";
        Removed = Sequence + ":removed";
        Probe = Sequence + ":probe";
        Channel = _root + "invalidations";
        Events = _root + "events";
        Feed = _root + "{feed}";
    }

    public string Sequence { get; }

    /// <summary>The entities that were removed; in the slot of <see cref="Sequence"/>.</summary>
    public string Removed { get; }

    /// <summary>Where a write shows whether Redis takes any; in the slot of <see cref="Sequence"/>, without which a cluster is of no use.</summary>
    public string Probe { get; }

    /// <summary>The pub/sub channel on which invalidations are told.</summary>
    public string Channel { get; }

    /// <summary>The pub/sub channel on which is told what subscribers are to hear of.</summary>
    public string Events { get; }

    /// <summary>The key of who listens to the upstream's feed.</summary>
    public string Feed { get; }

    /// <summary>The pub/sub channel on which a process hears who has applied its invalidations.</summary>
    public string AcknowledgementsOf(string pod) => string.Concat(_root, "acknowledgements:", KeyText.Escape(pod));

    /// <summary>Whether a text may stand in front of keys: printable ASCII without spaces and braces, at most 64 letters.</summary>
    /// <remarks>Braces would decide the slot in place of ours.</remarks>
    public static bool IsPrefix(string prefix) =>
        prefix is { Length: <= MaxPrefix } && prefix.All(letter => letter is > ' ' and <= '~' and not '{' and not '}');

    /// <summary>Whether a text may be the name of an epoch: ASCII letters and digits, from 1 to 64 of them.</summary>
    public static bool IsEpoch(string epoch) => epoch is { Length: > 0 and <= MaxEpoch } && epoch.All(char.IsAsciiLetterOrDigit);

    /// <summary>The key of what is known of an entity in a scope.</summary>
    public string RecordOf(string epoch, EntityKey key, CacheScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return string.Concat(Tagged(epoch, key), RecordPart, KeyText.Escape(scope.Name));
    }

    /// <summary>The key of an entity's last invalidation.</summary>
    public string MarkOf(string epoch, EntityKey key) => Tagged(epoch, key) + MarkPart;

    /// <summary>The key of who fetches an entity for a scope.</summary>
    public string LeaseOf(string epoch, EntityKey key, CacheScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return string.Concat(Tagged(epoch, key), LeasePart, KeyText.Escape(scope.Name));
    }

    /// <summary>Adds the keys of an entity's record and mark, and of its lease if that is asked for.</summary>
    public void Collect(string epoch, EntityKey key, CacheScope scope, bool withLease, List<RedisKey> keys)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(keys);
        string tagged = Tagged(epoch, key);
        string name = KeyText.Escape(scope.Name);
        keys.Add(string.Concat(tagged, RecordPart, name));
        keys.Add(tagged + MarkPart);
        if (withLease)
        {
            keys.Add(string.Concat(tagged, LeasePart, name));
        }
    }

    /// <summary>The key of a document's text. It needs no epoch: what it holds is what its name says, or of no use.</summary>
    public string DocumentOf(DocumentHash hash) => $"{_root}document:{hash}";

    /// <summary>The key of what is left of an account's quota.</summary>
    public string QuotaOf(string account) => string.Concat(_root, "{quota:", KeyText.Escape(account), "}");

    /// <summary>The key of what of it is set aside; in the slot of <see cref="QuotaOf"/>.</summary>
    public string QuotaOpenOf(string account) => QuotaOf(account) + ":open";

    /// <summary>The key of who asked for a part of it; in the slot of <see cref="QuotaOf"/>.</summary>
    public string QuotaPodsOf(string account) => QuotaOf(account) + ":pods";

    /// <summary>Tells what a key of an entity names. False for any other text, also for one of another prefix or wire version.</summary>
    public bool TryParse(string text, out KeyName name)
    {
        ArgumentNullException.ThrowIfNull(text);
        name = default;
        int open = text.IndexOf(":{", StringComparison.Ordinal);
        int close = text.IndexOf('}', StringComparison.Ordinal);
        if (open < _root.Length || close < open || !text.StartsWith(_root, StringComparison.Ordinal))
        {
            return false;
        }

        string epoch = text[_root.Length..open];
        if (!IsEpoch(epoch) || !KeyText.TryUnescapeEntity(text[(open + 2)..close], out var entity))
        {
            return false;
        }

        string rest = text[close..];
        if (rest == MarkPart)
        {
            name = new KeyName(KeyKind.Mark, epoch, entity, CacheScope.Service);
        }
        else if (rest.StartsWith(RecordPart, StringComparison.Ordinal) && KeyText.TryUnescape(rest[RecordPart.Length..], out string? scope))
        {
            name = new KeyName(KeyKind.Record, epoch, entity, new CacheScope(scope));
        }
        else if (rest.StartsWith(LeasePart, StringComparison.Ordinal) && KeyText.TryUnescape(rest[LeasePart.Length..], out scope))
        {
            name = new KeyName(KeyKind.Lease, epoch, entity, new CacheScope(scope));
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
        KeyKind.Record => RecordOf(name.Epoch, name.Entity, name.Scope),
        KeyKind.Lease => LeaseOf(name.Epoch, name.Entity, name.Scope),
        _ => MarkOf(name.Epoch, name.Entity),
    };

    private string Tagged(string epoch, EntityKey key) => string.Concat(_root, epoch, ":{", KeyText.EscapeEntity(key));
}
