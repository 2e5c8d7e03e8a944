using System.Collections.Immutable;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Values;

namespace Gateway.Stitching.Costs;

/// <summary>How long the list is that one field of one query leads to.</summary>
internal sealed class ListLength
{
    private readonly double _assumed;
    private readonly ImmutableArray<SlicingValue> _slicing;

    private ListLength(double assumed, ImmutableArray<SlicingValue> slicing) => (_assumed, _slicing) = (assumed, slicing);

    /// <summary>A single value.</summary>
    public static ListLength One { get; } = new(1, []);

    public bool IsConstant => _slicing.All(value => value.IsConstant);

    public static ListLength Of(ListSize size, ArgumentsPlan arguments) =>
        new(size.Assumed, [.. size.Slicing.Select(argument => SlicingValue.Of(argument, arguments))]);

    /// <summary>The largest of the slicing arguments; what is assumed if none has a value.</summary>
    public double Of(VariableValues variables)
    {
        long? most = null;
        foreach (var value in _slicing)
        {
            if (value.Of(variables) is { } count)
            {
                most = Math.Max(Math.Max(count, 0), most ?? 0);
            }
        }

        return most ?? _assumed;
    }

    /// <summary>How many of the slicing arguments have a value.</summary>
    public int Given(VariableValues variables)
    {
        int given = 0;
        foreach (var value in _slicing)
        {
            given += value.Of(variables) is null ? 0 : 1;
        }

        return given;
    }
}
