namespace Gateway.Auth;

/// <summary>A clients file.</summary>
internal sealed class ClientEntries
{
    /// <summary>Null if the file has no such list, which is not the same as an empty one.</summary>
    public IReadOnlyList<ClientEntry>? Clients { get; set; }
}
