namespace Gateway.Caching.Telling;

/// <summary>Always held: there is no other process.</summary>
internal sealed class SoleLease : ILease
{
    /// <inheritdoc/>
    public TimeSpan Life => TimeSpan.FromSeconds(4);

    /// <inheritdoc/>
    public ValueTask<LeaseStanding> TakeAsync(string note, CancellationToken cancel) => ValueTask.FromResult(new LeaseStanding(true, note));

    /// <inheritdoc/>
    public ValueTask ReleaseAsync() => ValueTask.CompletedTask;
}
