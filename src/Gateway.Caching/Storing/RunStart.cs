using Gateway.Caching.Invalidation;

namespace Gateway.Caching.Storing;

/// <summary>What holds for a run that begins now.</summary>
/// <param name="Sequence">The sequence number from before the run reads anything: what is invalidated later than this may overtake it.</param>
/// <param name="AgeLimit">
/// How many milliseconds old a value may be at most, whatever its own max age is; <see cref="long.MaxValue"/> if nothing limits it. Small while
/// this process cannot hear of invalidations.
/// </param>
/// <param name="Floors">What is not fresh any more, however old it is; null, the default, if nothing was said to be. Another object as soon as more was.</param>
public readonly record struct RunStart(long Sequence, long AgeLimit, StaleFloors? Floors = null);
