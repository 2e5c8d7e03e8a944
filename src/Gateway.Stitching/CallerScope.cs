using Gateway.Caching.Keys;

namespace Gateway.Stitching;

/// <summary>Whose view of the upstream a request is answered with, and the credential that gets it. Two scopes share nothing that they were told.</summary>
/// <param name="scope">Under what it is kept. Equal only where the credentials are.</param>
/// <param name="authorization">The caller's own <c>Authorization</c>, as it came; null for the gateway's credential. Secret.</param>
public sealed class CallerScope(CacheScope scope, string? authorization)
{
    /// <summary>The gateway's own view, which all callers share that bring no credential of their own.</summary>
    public static CallerScope Service { get; } = new(CacheScope.Service, null);

    public CacheScope Scope { get; } = scope;

    /// <summary>Secret.</summary>
    public string? Authorization { get; } = authorization;

    /// <summary>Whether it is <see cref="Service"/>.</summary>
    public bool IsService => Scope.Name.Length == 0;

    /// <summary>The name of the class: the credential does not belong in a log, and whose scope it is neither.</summary>
    public override string ToString() => nameof(CallerScope);
}
