using System.Collections.Frozen;
using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Costs;

/// <summary>What everything in a schema costs. Built once, shared by all.</summary>
internal sealed class CostModel(
    FrozenDictionary<NamedType, double> types, FrozenDictionary<FieldDefinition, FieldCost> fields, ArgumentWeights arguments)
{
    /// <summary>Points for each value of a type.</summary>
    public double WeightOf(NamedType type) => types.GetValueOrDefault(type);

    /// <summary>What is known of a field; nothing for those of introspection, which no upstream is asked for.</summary>
    public FieldCost Of(FieldDefinition field) => fields.GetValueOrDefault(field, FieldCost.None);

    public ArgumentWeights Arguments => arguments;
}
