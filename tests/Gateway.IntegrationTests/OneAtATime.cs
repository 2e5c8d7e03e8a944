namespace Gateway.IntegrationTests;

/// <summary>Tests that measure time or work, or take all of the machine: each runs alone, after all others.</summary>
[CollectionDefinition(nameof(OneAtATime), DisableParallelization = true)]
public sealed class OneAtATime;
