using Gateway.Caching.Keys;

namespace Gateway.Caching.Memo;

/// <summary>An entity that is in an answer, and when it had last been removed, or may have been, when the answer was made.</summary>
public readonly record struct SeenEntity(EntityKey Key, long RemovedAt);
