using Gateway.Caching.Storing;

namespace Gateway.Telemetry;

/// <summary>What states of the record store are called in health checks and metrics. These words are public: never changed, never reused.</summary>
internal static class StoreWords
{
    public static string Word(this StoreMode mode) => mode switch
    {
        StoreMode.Memory => "memory",
        StoreMode.Shared => "shared",
        StoreMode.Detached => "detached",
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    public static string Word(this RedisState state) => state switch
    {
        RedisState.Down => "down",
        RedisState.Up => "up",
        RedisState.Slow => "slow",
        RedisState.ReadOnly => "read-only",
        RedisState.Full => "full",
        RedisState.Denied => "denied",
        RedisState.Partial => "partial",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
