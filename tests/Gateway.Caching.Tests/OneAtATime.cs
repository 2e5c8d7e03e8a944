namespace Gateway.Caching.Tests;

/// <summary>Tests that measure time: each runs alone, after all others.</summary>
[CollectionDefinition(nameof(OneAtATime), DisableParallelization = true)]
public sealed class OneAtATime;
