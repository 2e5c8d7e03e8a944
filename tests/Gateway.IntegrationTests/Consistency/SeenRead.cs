namespace Gateway.IntegrationTests.Consistency;

/// <summary>A caller was shown a version of an entity. Times are ticks of this process's stopwatch.</summary>
/// <param name="Pod">Who answered.</param>
/// <param name="Entity">The entity's number.</param>
/// <param name="Version">The version that the answer held.</param>
/// <param name="Begin">Before the request was sent.</param>
/// <param name="End">After the answer had come.</param>
internal readonly record struct SeenRead(int Pod, int Entity, long Version, long Begin, long End);
