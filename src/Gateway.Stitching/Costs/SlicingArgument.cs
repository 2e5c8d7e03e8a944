using System.Collections.Immutable;
using Gateway.GraphQL.Types;

namespace Gateway.Stitching.Costs;

/// <summary>The way to a number that decides a list's length: an argument, then input fields within it.</summary>
internal sealed record SlicingArgument(ImmutableArray<InputDefinition> Path)
{
    public override string ToString() => string.Join('.', Path.Select(step => step.Name));
}
