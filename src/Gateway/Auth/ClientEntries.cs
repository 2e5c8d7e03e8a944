namespace Gateway.Auth;

/// <summary>A clients file.</summary>
internal sealed class ClientEntries
{
    public IReadOnlyList<ClientEntry> Clients { get; set; } = [];
}
