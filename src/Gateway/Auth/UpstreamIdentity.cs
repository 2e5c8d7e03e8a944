namespace Gateway.Auth;

/// <summary>With whose credential the upstream is asked. Names are those of the option <c>Auth:Upstream</c>.</summary>
public enum UpstreamIdentity
{
    /// <summary>The gateway's own: all callers see what it sees, and share what is cached.</summary>
    Service,

    /// <summary>The caller's: everybody sees what Linear shows them, and nothing is shared between credentials.</summary>
    Caller,
}
