namespace Gateway.Auth;

/// <summary>Who may call, and what. Bound to the section <c>Auth</c> and checked at start.</summary>
public sealed class AuthOptions
{
    /// <summary>
    /// Whether callers may come from other machines without a key. Default false: the gateway listens at loopback addresses only.
    /// Whatever a caller sends as <c>Authorization</c> is accepted and not passed on.
    /// </summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>
    /// Which classes of callers may ask for the schema, separated by commas: names of <see cref="CallerClass"/>, empty for none.
    /// Default all: <c>Local,Anonymous,Client</c>. The others are also not told what names they may have meant.
    /// </summary>
    public string Introspection { get; set; } = "Local,Anonymous,Client";
}
