using Gateway.Caching.Keys;

namespace Gateway.Stitching;

/// <summary>Whose view of the upstream a request is answered with, and the credential that gets it. Two scopes share nothing that they were told.</summary>
public sealed class CallerScope
{
    /// <summary>A caller's.</summary>
    /// <param name="scope">Under what it is kept: equal only where the credentials are, and never the gateway's own.</param>
    /// <param name="authorization">The caller's own <c>Authorization</c>, as it came. Secret.</param>
    public CallerScope(CacheScope scope, string authorization)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentException.ThrowIfNullOrEmpty(scope.Name, nameof(scope));
        ArgumentException.ThrowIfNullOrEmpty(authorization);
        (Scope, Authorization) = (scope, authorization);
    }

    private CallerScope() => Scope = CacheScope.Service;

    /// <summary>The gateway's own view, which all callers share where none brings a credential of their own.</summary>
    public static CallerScope Service { get; } = new();

    /// <summary>Under what it is kept, and the name of the account whose quota it spends.</summary>
    public CacheScope Scope { get; }

    /// <summary>Secret. Null for the gateway's credential.</summary>
    public string? Authorization { get; }

    /// <summary>Whether it is <see cref="Service"/>.</summary>
    public bool IsService => Scope.Name.Length == 0;

    /// <summary>The name of the class: the credential does not belong in a log, and whose scope it is neither.</summary>
    public override string ToString() => nameof(CallerScope);
}
