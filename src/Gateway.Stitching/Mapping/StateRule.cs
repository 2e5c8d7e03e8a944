using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Stitching.Mapping;

/// <summary>How old the values of an entity may be while one of its leaves has one of some values.</summary>
/// <param name="field">The leaf.</param>
/// <param name="values">JSON, as the upstream writes it.</param>
/// <param name="ages">For the fields that have no rule of their own.</param>
internal sealed class StateRule(FieldKey field, byte[][] values, AgeRule ages)
{
    public FieldKey Field { get; } = field;

    public AgeRule Ages { get; } = ages;

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
