namespace Gateway.Auth;

/// <summary>Who may call, and what. Bound to the section <c>Auth</c> and checked at start.</summary>
public sealed class AuthOptions
{
    /// <summary>
    /// Whether callers may come from other machines without a key. Default false: the gateway listens at loopback addresses only, unless
    /// <see cref="Upstream"/> has every caller bring a credential, or there is a <see cref="ClientsFile"/>; and with one, callers from this machine
    /// need a key as well.
    /// </summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>
    /// A JSON file that names the clients, with hashes of their keys and what they may ask for; followed when it changes. Default empty: there are
    /// no clients, and what callers show is not looked at.
    /// </summary>
    public string ClientsFile { get; set; } = "";

    /// <summary>
    /// What callers may do who show no key, where they are admitted: of <c>read</c>, <c>mutate</c>, <c>subscribe</c>, <c>introspect</c>, separated by
    /// commas. Default all four. Never <c>admin</c>.
    /// </summary>
    public string AnonymousPermissions { get; set; } = "read,mutate,subscribe,introspect";

    /// <summary>Coordinates of what they may not select or give, such as <c>User.email</c>, separated by commas. Default none.</summary>
    public string AnonymousDeny { get; set; } = "";

    /// <summary>
    /// With whose credential the upstream is asked. Default <see cref="UpstreamIdentity.Service"/>: whatever a caller sends as
    /// <c>Authorization</c> is accepted and not passed on. With <see cref="UpstreamIdentity.Caller"/> it is passed on as it came, and who
    /// sends none is refused.
    /// </summary>
    public UpstreamIdentity Upstream { get; set; } = UpstreamIdentity.Service;

    /// <summary>
    /// The key under which callers' credentials are hashed to the names of what is cached for them, at least 32 characters. The same in all pods.
    /// Default empty: each process makes up its own, which will do where no Redis is shared. Secret.
    /// </summary>
    public string ScopeKey { get; set; } = "";

    /// <summary>A file that holds the key, read once at start. Default empty.</summary>
    public string ScopeKeyFile { get; set; } = "";

    /// <summary>
    /// Which classes of callers may ask for the schema, separated by commas: names of <see cref="CallerClass"/>, empty for none.
    /// Default all: <c>Local,Anonymous,Client</c>. The others are also not told what names they may have meant.
    /// </summary>
    public string Introspection { get; set; } = "Local,Anonymous,Client";

    /// <summary>
    /// Which classes of callers may say by <c>Cache-Control</c> how old values may be, and so have the upstream asked. Default <c>Local,Client</c>; of the
    /// others it is ignored.
    /// </summary>
    public string CacheControl { get; set; } = "Local,Client";

    /// <summary>
    /// Which classes of callers are told by <c>extensions.cache</c>, when they send <c>Cache-Explain</c>, where each part of an answer came from.
    /// Default <c>Local,Client</c>.
    /// </summary>
    public string Explain { get; set; } = "Local,Client";

    /// <summary>The name of the class: the key does not belong in a log.</summary>
    public override string ToString() => nameof(AuthOptions);
}
