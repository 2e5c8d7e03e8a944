using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Stitching.Mapping;

/// <summary>Whether a leaf of an entity has one of some values.</summary>
/// <param name="field">The leaf.</param>
/// <param name="values">JSON, as the upstream writes it.</param>
internal sealed class LeafCondition(FieldKey field, byte[][] values)
{
    public FieldKey Field { get; } = field;

    /// <summary>Whether it holds for an entity whose leaf has that value.</summary>
    public bool Matches(in FieldValue value)
    {
        if (value.Kind != FieldValueKind.Leaf)
        {
            return false;
        }

        var json = value.Json.Span;
        foreach (byte[] known in values)
        {
            if (json.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }
}
