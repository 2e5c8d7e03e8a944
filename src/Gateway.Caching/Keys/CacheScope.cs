namespace Gateway.Caching.Keys;

/// <summary>Whose view of the upstream a record is. Nothing is shared between scopes; invalidation crosses them.</summary>
/// <param name="Name">Empty for the service's own credential. Never a credential itself.</param>
public sealed record CacheScope(string Name)
{
    /// <summary>The one scope there is while all callers are served with the service's own credential.</summary>
    public static CacheScope Service { get; } = new("");
}
