namespace Gateway.Auth;

/// <summary>Who may call. Bound to the section <c>Auth</c>.</summary>
public sealed class AuthOptions
{
    /// <summary>
    /// Whether callers may come from other machines without a key. Default false: the gateway listens at loopback addresses only.
    /// Whatever a caller sends as <c>Authorization</c> is accepted and not passed on.
    /// </summary>
    public bool AllowAnonymous { get; set; }
}
