using System.Collections.Immutable;

namespace Gateway.Stitching.Costs;

/// <summary>How long the list is that a field leads to.</summary>
/// <remarks>https://ibm.github.io/graphql-specs/cost-spec.html#sec-The-List-Size-Directive</remarks>
internal sealed class ListSize
{
    /// <summary>What a connection's page holds when it is not said how much.</summary>
    public const int DefaultPage = 50;

    /// <summary>The length where no slicing argument has a value.</summary>
    public double Assumed { get; init; } = DefaultPage;

    /// <summary>Arguments that decide the length, each as the way to it: <c>first</c>, or <c>input</c> and <c>first</c> for one within another.</summary>
    public ImmutableArray<SlicingArgument> Slicing { get; init; } = [];

    /// <summary>Fields of what the field answers that are lists of that length; empty if the field itself is the list.</summary>
    public ImmutableArray<string> SizedFields { get; init; } = [];

    /// <summary>Whether a query must give exactly one of the slicing arguments.</summary>
    public bool RequiresOne { get; init; }
}
