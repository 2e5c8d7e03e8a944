namespace Gateway.Admin;

/// <summary>Where operators and their tools ask. Bound to the section <c>Admin</c> and checked at start.</summary>
public sealed class AdminOptions
{
    /// <summary>
    /// An address of its own for <c>/health/…</c>, <c>/metrics</c> and <c>/admin/…</c>, such as <c>http://+:9090</c>. Nobody is asked for a key for the
    /// first two, so let only those reach it who may know. Default empty: there are no <c>/metrics</c> and no <c>/admin</c>.
    /// </summary>
    public string Url { get; set; } = "";
}
