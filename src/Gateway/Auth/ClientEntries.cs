namespace Gateway.Auth;

/// <summary>A clients file.</summary>
internal sealed record ClientEntries
{
    public IReadOnlyList<ClientEntry> Clients { get; init; } = [];
}
