using System.Collections.Immutable;

namespace Gateway.Stitching.Mutations;

/// <summary>One <c>@invalidates</c>, or what stands for it where a mutation has none.</summary>
/// <param name="TypeName">The type of the entities that the mutation makes old.</param>
/// <param name="Path">Where their ids are, a name a step; empty if only lists are old.</param>
/// <param name="IsArgument">Whether the path leads through the arguments, rather than through the payload.</param>
/// <param name="TouchesLists">Whether lists of that type are old, too.</param>
internal sealed record MutationRule(string TypeName, ImmutableArray<string> Path, bool IsArgument, bool TouchesLists);
