using Gateway.Caching.Keys;
using Microsoft.Extensions.Logging;

namespace Gateway.Caching.Storing;

/// <summary>Looks into the Redis of a deployment, and purges, without being one of its gateways.</summary>
public sealed class RedisAdmin : IAsyncDisposable
{
    /// <summary>Connects. Null if Redis cannot be reached in <see cref="RedisOptions.ConnectTimeout"/>, or does not let us in.</summary>
    public static Task<RedisAdmin?> OpenAsync(RedisOptions options, TimeProvider time, ILoggerFactory logging, CancellationToken cancel) =>
        throw new NotImplementedException();

    /// <summary>What is held of an entity, for the service's own scope. Null if Redis cannot tell.</summary>
    public Task<EntityInspection?> InspectAsync(EntityKey key, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Forgets, on all pods. False if that could not be made sure.</summary>
    public Task<bool> PurgeAsync(Invalidation.Invalidation invalidation, CancellationToken cancel) => throw new NotImplementedException();

    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
