using Gateway.Caching.Keys;
using StackExchange.Redis;

namespace Gateway.Caching.Storing;

/// <summary>The hash of the sequence as it was read at once.</summary>
internal sealed class SequenceFields
{
    public const string EpochField = "e";
    public const string NumberField = "n";
    public const string EverythingField = "all";
    public const string MastersField = "m";
    public const string RemovedFloorField = "rf";
    public const string LastRemovedField = "rl";
    public const string SettledField = "ok";

    private readonly Dictionary<string, long> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _types = new(StringComparer.Ordinal);
    private string[] _masters = [];

    /// <summary>What is in place of an epoch, be it one or not; null for nothing.</summary>
    public RedisValue Written { get; private set; }

    /// <summary>Unknown if the hash is not there, or not whole.</summary>
    public SharedPosition Position { get; private set; } = SharedPosition.Unknown;

    public long Everything { get; private set; }

    public long RemovedFloor { get; private set; }

    /// <summary>The number of the last removal; 0 if there was none.</summary>
    public long LastRemoved { get; private set; }

    /// <summary>Whether no process can be in step any more with the epoch before.</summary>
    public bool IsSettled { get; private set; }

    public IReadOnlyDictionary<string, long> Tags => _tags;

    public IReadOnlyDictionary<string, long> Types => _types;

    public static SequenceFields Of(HashEntry[] entries)
    {
        var fields = new SequenceFields();
        RedisValue number = default;
        foreach (var entry in entries)
        {
            string name = (string?)entry.Name ?? "";
            switch (name)
            {
                case EpochField:
                    fields.Written = entry.Value;
                    break;
                case NumberField:
                    number = entry.Value;
                    break;
                case MastersField:
                    fields._masters = ((string?)entry.Value ?? "").Split(' ');
                    break;
                case EverythingField:
                    fields.Everything = RedisSending.NumberOf(entry.Value) ?? 0;
                    break;
                case RemovedFloorField:
                    fields.RemovedFloor = RedisSending.NumberOf(entry.Value) ?? 0;
                    break;
                case LastRemovedField:
                    fields.LastRemoved = RedisSending.NumberOf(entry.Value) ?? 0;
                    break;
                case SettledField:
                    fields.IsSettled = true;
                    break;
                default:
                    fields.Add(name, entry.Value);
                    break;
            }
        }

        fields.Position = PositionOf(fields.Written, number);
        return fields;
    }

    public static string OfTag(string tag) => "t:" + KeyText.Escape(tag);

    public static string OfType(string type) => "y:" + KeyText.Escape(type);

    /// <summary>The field of the seat of a process.</summary>
    public static RedisValue OfPod(string pod) => "p:" + KeyText.Escape(pod);

    /// <summary>The inverse; null if the field is none.</summary>
    public static string? PodOf(RedisValue field) =>
        (string?)field is ['p', ':', .. var name] && KeyText.TryUnescape(name, out string? pod) ? pod : null;

    public static SharedPosition PositionOf(RedisValue epoch, RedisValue number) =>
        (string?)epoch is { } name && KeySpace.IsEpoch(name) && RedisSending.NumberOf(number) is { } at
            ? new SharedPosition(name, at)
            : SharedPosition.Unknown;

    /// <summary>Whether something may have been lost, so that a new epoch must begin.</summary>
    /// <param name="masters">Those that can be reached. Others are not waited for.</param>
    /// <param name="seen">The furthest position that is known to have been; null if none.</param>
    public bool IsBroken(IReadOnlyList<string> masters, SharedPosition? seen) =>
        Position == SharedPosition.Unknown
        || masters.Except(_masters).Any()
        || (seen is { } far && far.Epoch == Position.Epoch && Position.Number < far.Number);

    /// <summary>Whether a master that was there when the epoch began is not among those that can be reached.</summary>
    public bool IsMissing(IReadOnlyList<string> masters) => _masters.Except(masters).Any();

    private void Add(string name, RedisValue value)
    {
        if (name.Length > 1 && KeyText.TryUnescape(name[2..], out string? what) && RedisSending.NumberOf(value) is { } number)
        {
            if (name.StartsWith("t:", StringComparison.Ordinal))
            {
                _tags[what] = number;
            }
            else if (name.StartsWith("y:", StringComparison.Ordinal))
            {
                _types[what] = number;
            }
        }
    }
}
