using System.Collections.Immutable;

namespace Gateway.IntegrationTests.Consistency;

/// <summary>What a check found.</summary>
/// <param name="Violations">Reads that were older than they may be.</param>
/// <param name="LongestDelay">The longest time after which a pod still showed what another had acknowledged to be old; zero if none did.</param>
internal sealed record ConsistencyReport(ImmutableArray<Violation> Violations, TimeSpan LongestDelay);
