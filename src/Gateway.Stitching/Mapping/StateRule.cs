using Gateway.Caching.Keys;
using Gateway.Caching.Records;

namespace Gateway.Stitching.Mapping;

/// <summary>How old the values of an entity may be while one of its leaves has one of some values.</summary>
/// <param name="condition">When it holds.</param>
/// <param name="ages">For the fields that have no rule of their own.</param>
internal sealed class StateRule(LeafCondition condition, AgeRule ages)
{
    public FieldKey Field => condition.Field;

    public AgeRule Ages { get; } = ages;

    /// <summary>Whether it holds for an entity whose leaf has that value.</summary>
    public bool Matches(in FieldValue value) => condition.Matches(value);
}
