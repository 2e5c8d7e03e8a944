namespace Gateway.Tests;

/// <summary>Tests that measure the whole process: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(OneAtATime), DisableParallelization = true)]
public sealed class OneAtATime;
