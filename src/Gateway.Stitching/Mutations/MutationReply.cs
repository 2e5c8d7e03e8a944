using Gateway.Stitching.Normalizing;

namespace Gateway.Stitching.Mutations;

/// <summary>What became of a mutation that was sent.</summary>
/// <param name="Harvest">What the caller is to be told, the payload or why there is none.</param>
/// <param name="MayHaveHappened">Whether anything may have changed. False only where the upstream says that it has not.</param>
internal sealed record MutationReply(Harvest Harvest, bool MayHaveHappened);
