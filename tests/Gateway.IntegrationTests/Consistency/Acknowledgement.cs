namespace Gateway.IntegrationTests.Consistency;

/// <summary>A webhook was answered with 200.</summary>
/// <param name="Pod">Who answered.</param>
/// <param name="Entity">The number of the entity that had changed.</param>
/// <param name="Version">The version that it had after the change.</param>
/// <param name="Time">After the answer had come, in ticks of this process's stopwatch.</param>
internal readonly record struct Acknowledgement(int Pod, int Entity, long Version, long Time);
