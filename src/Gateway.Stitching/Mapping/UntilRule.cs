using System.Text.Json;
using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Stitching.Mapping;

/// <summary>When an entity changes by itself: some time after the moment that one of its leaves tells.</summary>
/// <param name="field">The leaf with the moment.</param>
/// <param name="plus">Milliseconds after it.</param>
/// <param name="condition">While what it is so; null for always.</param>
internal sealed class UntilRule(FieldKey field, long plus, LeafCondition? condition)
{
    public FieldKey Field { get; } = field;

    /// <summary>Milliseconds after the moment that the leaf tells.</summary>
    public long Plus => plus;

    /// <summary>While what it is so; null for always.</summary>
    public LeafCondition? Condition { get; } = condition;

    /// <summary>The leaves that it looks at.</summary>
    public IEnumerable<FieldKey> Fields => Condition is null ? [Field] : [Field, Condition.Field];

    /// <summary>Milliseconds of Unix time; 0 where the leaf tells no moment.</summary>
    /// <param name="value">The leaf.</param>
    public long MomentOf(in FieldValue value)
    {
        if (value.Kind != FieldValueKind.Leaf)
        {
            return 0;
        }

        // A leaf is one token of JSON that was read before, so this neither fails nor allocates.
        var json = new Utf8JsonReader(value.Json.Span);
        return json.Read() && json.TokenType == JsonTokenType.String && json.TryGetDateTimeOffset(out var moment)
            ? moment.ToUnixTimeMilliseconds() + plus
            : 0;
    }
}
