namespace Gateway.Stitching;

/// <summary>What became of a request.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="IsStale">Whether the response holds something older than it would if the upstream did not fail.</param>
public readonly record struct GatewayResult(GatewayOutcome Outcome, bool IsStale);
